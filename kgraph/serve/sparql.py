"""The endpoint `/sparql`: SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kgraph.graph.engines.protocol import Dataset
from kgraph.serve import tasks
from kgraph.serve.negotiation import GRAPHS, HTML, ROWS, best
from kgraph.serve.responses import response, settings_of, workers_of

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks: a query or an update, the other being None."""

    query: str | None = None
    update: str | None = None
    dataset: Dataset | None = None
    parameters: Mapping[str, str] | None = None


async def sparql(request: Request) -> Response:
    """Answer a request to the endpoint."""
    if request.method == "POST":
        operation = await _posted(request)
    elif "query" not in request.query_params:
        return _description(request)
    else:
        operation = _operation(request.query_params.multi_items())
        if operation.update is not None:
            raise HTTPException(400, "an update is made by POST")
    if operation.update is not None:
        return await _update(request, operation.update)
    accept = request.headers.get("accept")
    if best(accept, (*ROWS, *GRAPHS)) is None:
        raise HTTPException(406, f"an answer comes as {', '.join((*ROWS, *GRAPHS))}")
    values = dict(operation.parameters or {})
    workers = workers_of(request)
    return response(
        await workers.run_for(request, tasks.answer, operation.query or "", values, operation.dataset, accept)
    )


async def _posted(request: Request) -> Operation:
    """The operation in a request's body; raises HTTPException with 400 or 415."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in (FORM, QUERY, UPDATE):
        raise HTTPException(415, f"send {FORM}, {QUERY} or {UPDATE}")
    try:
        text = (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the request's body is not UTF-8") from error
    if media_type == FORM:
        return _operation(_fields(text))
    name = "query" if media_type == QUERY else "update"
    others = [pair for pair in request.query_params.multi_items() if pair[0] not in ("query", "update")]
    return _operation([*others, (name, text)])


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400, "the form in the request's body is malformed or not UTF-8") from error


def _operation(fields: Iterable[tuple[str, str]]) -> Operation:
    """The operation that the fields of a URL or a form ask for; raises HTTPException with 400.

    `$NAME` gives a variable a value. What else there is belongs to other servers' habits and is passed over.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in fields:
        found[name].append(value)
    if len(found["query"]) + len(found["update"]) != 1:
        raise HTTPException(400, "give one 'query' or one 'update'")
    if found["using-graph-uri"] or found["using-named-graph-uri"]:
        raise HTTPException(400, "using-graph-uri is not supported; write USING in the update itself")
    if found["update"]:
        return Operation(update=found["update"][0])
    default, named = tuple(found["default-graph-uri"]), tuple(found["named-graph-uri"])
    values = {name[1:]: values[-1] for name, values in found.items() if name.startswith("$")}
    return Operation(found["query"][0], None, Dataset(default, named) if default or named else None, values)


async def _update(request: Request, text: str) -> Response:
    settings = settings_of(request)
    if not settings.writable:
        raise HTTPException(403, "the graph is open for reading only; start the server with --writable to change it")
    origin = request.headers.get("origin")
    if origin is not None and origin not in (_own_origin(request), *settings.cors):
        # A form on any web page could otherwise post here, through the browser of whoever runs the server.
        raise HTTPException(403, "updates from other web sites are refused; name this one with --cors")
    return response(await workers_of(request).run(tasks.update, text))


def _description(request: Request) -> Response:
    if request.query_params:
        raise HTTPException(400, "give a 'query'; an update is made by POST")
    accept = request.headers.get("accept")
    if best(accept, (*GRAPHS, HTML)) == HTML:
        return RedirectResponse("/query", 303)
    return response(tasks.description(workers_of(request).job, f"{_own_origin(request)}/sparql", accept))


def _own_origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
