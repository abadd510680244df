"""The wall around httpx: questions to a chat-completions endpoint, and the answers kept on disk."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.config import LlmSettings
from kgraph.errors import ConfigError, ExtractorError

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 5
LONGEST_PAUSE = 60.0


class Chat:
    """An OpenAI-compatible endpoint. Raises ConfigError at once if the key is missing, ExtractorError without httpx."""

    def __init__(self, settings: LlmSettings, pause: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx
        except ImportError as error:
            raise ExtractorError(
                "the extractor 'llm' needs httpx; install it with: pip install 'kgraph[llm]'"
            ) from error
        self._settings = settings
        self._url = settings.base_url.rstrip("/") + "/chat/completions"
        self._pause = pause
        self._client = httpx.Client(timeout=settings.timeout, headers=_headers(settings))
        weakref.finalize(self, self._client.close)

    def ask(self, system: str, user: str) -> str:
        """The words of the answer, empty if the reply holds none.

        Asks again on 429, on 5xx and where the connection fails, each time after a longer pause; raises
        ExtractorError if that does not help.
        """
        body = {
            "model": self._settings.model,
            "temperature": self._settings.temperature,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        problem = ""
        for attempt in range(ATTEMPTS):
            response, problem = self._post(body)
            if response is not None and response.is_success:
                return _content(response)
            if response is not None and response.status_code != 429 and response.status_code < 500:
                break
            if attempt + 1 < ATTEMPTS:
                self._pause(_wait(response, attempt))
        raise ExtractorError(
            f"the extractor 'llm' gets no answer from {self._url}: {problem}; check [llm] in kgraph.toml"
        )

    def _post(self, body: dict[str, object]) -> tuple[httpx.Response | None, str]:
        """The response, if there was one, and what is wrong otherwise. What the endpoint says of an error is not
        repeated, as some repeat the key in it."""
        import httpx

        try:
            response = self._client.post(self._url, json=body)
        except httpx.RequestError as error:
            return None, type(error).__name__
        except httpx.InvalidURL as error:
            raise ConfigError(f"'base_url' in [llm] is no URL ({error})") from error
        return response, f"status {response.status_code} {response.reason_phrase}"


class AnswerCache:
    """Answers on disk, a file each, named by the hash of what was asked. A cache that cannot be written stays empty."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or cache_folder()

    def get(self, key: str) -> str | None:
        """The answer, if it was kept."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; whoever reads at the same time sees all of it or nothing."""
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(answer, encoding="utf-8")
            part.replace(path)
        except (OSError, UnicodeEncodeError):
            with contextlib.suppress(OSError):
                part.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.txt"


def cache_folder() -> Path:
    """Where answers are kept: `kgraph/llm` in the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "kgraph" / "llm"


def cache_key(*parts: str) -> str:
    """The hash of all that an answer depends on."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _headers(settings: LlmSettings) -> dict[str, str]:
    if settings.api_key_env is None:
        return {}
    key = os.environ.get(settings.api_key_env, "").strip()
    if not key:
        raise ConfigError(f"the environment variable {settings.api_key_env}, named in [llm] of kgraph.toml, is not set")
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"the environment variable {settings.api_key_env} holds characters that no key has")
    return {"Authorization": f"Bearer {key}"}


def _wait(response: httpx.Response | None, attempt: int) -> float:
    """Seconds to wait: what the endpoint asks for, else 1, 2, 4 and so on."""
    asked = response.headers.get("Retry-After", "") if response is not None else ""
    return min(float(asked) if asked.isdecimal() else 2.0**attempt, LONGEST_PAUSE)


def _content(response: httpx.Response) -> str:
    try:
        content = response.json()["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return content if isinstance(content, str) else ""


def parse_json(answer: str) -> object:
    """The JSON object in an answer, with or without words around it; None if there is none."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        return json.loads(answer[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
