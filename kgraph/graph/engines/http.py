"""The wall around httpx: requests to a SPARQL server, and what goes wrong with them in one line each."""

from __future__ import annotations

import os
import weakref
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import pyoxigraph as ox

from kgraph.errors import QueryError, StoreError
from kgraph.graph.engines.addresses import PASSWORD, USER
from kgraph.graph.engines.protocol import Solutions
from kgraph.version import __version__

try:
    import httpx
except ImportError as error:
    raise StoreError("a graph on a server needs httpx; install it with: pip install 'kgraph[remote]'") from error

SECONDS_TO_CONNECT = 10.0
SECONDS_TO_WAIT = 600.0
"""How long a server may keep silent before it is given up."""
LONGEST_MESSAGE = 200
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"

Fields = Mapping[str, Sequence[str]]
Item = TypeVar("Item")


class NoSuchServiceError(StoreError):
    """The server does not do at this address what was asked."""


class Client:
    """Sends requests to one server. User and password come from the environment, and go out once it asks for them."""

    def __init__(self) -> None:
        login = _login()
        self._has_login = login is not None
        self._http = httpx.Client(
            auth=login,
            headers={"User-Agent": f"kgraph/{__version__}"},
            timeout=httpx.Timeout(SECONDS_TO_WAIT, connect=SECONDS_TO_CONNECT),
        )
        self._close = weakref.finalize(self, self._http.close)

    def close(self) -> None:
        """Close the connections."""
        self._close()

    def post(
        self,
        url: str,
        *,
        form: Mapping[str, str | Sequence[str]] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """The server's answer, whole. Raises StoreError if there is none or it says that something is wrong, QueryError
        if it says so of what the query or update asks."""
        try:
            response = self._http.post(url, data=form, content=content, headers=headers, params=params)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise StoreError(f"{url}: no server answers there; check the address, and that it runs") from error
        except httpx.TimeoutException as error:
            raise StoreError(f"{url}: the server has said nothing for {SECONDS_TO_WAIT:.0f} seconds") from error
        except (httpx.RequestError, httpx.InvalidURL) as error:
            what = type(error).__name__
            raise StoreError(f"{url}: the server broke off ({what}); see that it runs, and run this again") from error
        self._check(url, response)
        return response

    def _check(self, url: str, response: httpx.Response) -> None:
        status = response.status_code
        if response.is_success:
            return
        if status == 401:
            what = "does not know this" if self._has_login else "asks for a"
            raise StoreError(f"{url}: the server {what} user and password; set {USER} and {PASSWORD}")
        if status == 403:
            raise StoreError(f"{url}: the server does not allow this user to do so ({_said(response)})")
        if response.is_redirect:
            raise StoreError(f"{url}: the server points elsewhere; name {_cut(response.headers['location'])} instead")
        if status in (404, 405, 415, 501):
            raise NoSuchServiceError(f"{url}: this is not served there (status {status}); check the address")
        if status == 400:
            raise QueryError(f"{url}: the server refuses this: {_said(response)}")
        raise StoreError(f"{url}: the server fails with status {status}: {_said(response)}")


class QueryService:
    """Queries at one address. Raises StoreError also if what comes back is no SPARQL result, maybe only on the way."""

    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url

    def ask(self, text: str) -> bool:
        """The answer to an ASK query."""
        answer = self.answer(text)
        if not isinstance(answer, bool):
            raise self._stranger("rows, not yes or no")
        return answer

    def rows(self, text: str) -> Solutions:
        """The answer to a SELECT query."""
        answer = self.answer(text)
        if not isinstance(answer, Solutions):
            raise self._stranger("yes or no, not rows")
        return answer

    def answer(self, text: str, fields: Fields | None = None) -> Solutions | bool:
        """The answer to a SELECT or ASK query, with further fields of the protocol."""
        response = self._post(text, fields, RESULTS)
        try:
            result = ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
        except SyntaxError as error:
            raise self._stranger(_kind(response)) from error
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        found = Solutions.of(result)
        return Solutions(found.columns, self._whole(found.rows, response))

    def triples(self, text: str, fields: Fields | None = None) -> Iterator[ox.Triple]:
        """The answer to a CONSTRUCT or DESCRIBE query."""
        response = self._post(text, fields, TRIPLES)
        quads = ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
        return (quad.triple for quad in self._whole(quads, response))

    def _post(self, text: str, fields: Fields | None, accept: str) -> httpx.Response:
        response = self._client.post(self._url, form={"query": text, **(fields or {})}, headers={"Accept": accept})
        if _kind(response) not in (accept, "application/json", "text/plain"):
            raise self._stranger(_kind(response))
        if limit := response.headers.get("x-sparql-maxrows"):
            raise StoreError(f"{self._url}: the server cuts answers after {_cut(limit)} rows; have it give more")
        return response

    def _whole(self, items: Iterable[Item], response: httpx.Response) -> Iterator[Item]:
        try:
            yield from items
        except SyntaxError as error:
            raise self._stranger(_kind(response)) from error

    def _stranger(self, what: str) -> StoreError:
        return StoreError(f"{self._url}: what comes back is no SPARQL result ({_cut(what)}); check the address")


class _Login(httpx.Auth):
    """Basic or digest authentication, whichever the server asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._ways = {"basic": httpx.BasicAuth(user, password), "digest": httpx.DigestAuth(user, password)}
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and again with user and password if the server wants them."""
        if self._way is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").partition(" ")[0].lower()
            if response.status_code != 401 or asked not in self._ways:
                return
            self._way = self._ways[asked]
        yield from self._way.auth_flow(request)


def credentials() -> tuple[str, str] | None:
    """User and password from the environment, if they are there; raises StoreError if only one is."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if (user is None) != (password is None):
        raise StoreError(f"set both {USER} and {PASSWORD}, or neither")
    return None if user is None or password is None else (user, password)


def _login() -> _Login | None:
    found = credentials()
    return None if found is None else _Login(*found)


def _said(response: httpx.Response) -> str:
    """What the server says, on one line; nothing of a page of HTML."""
    page = "html" in response.headers.get("content-type", "")
    return (not page and _cut(response.text)) or response.reason_phrase


def _kind(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind or "of no kind"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_MESSAGE else line[: LONGEST_MESSAGE - 1] + "…"
