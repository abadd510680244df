"""The application: which paths there are and what answers them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from markdown_it import MarkdownIt
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kgraph.errors import KGraphError
from kgraph.files import PAGE, REPORT
from kgraph.serve import tasks, views
from kgraph.serve.links import candidates
from kgraph.serve.negotiation import HTML, JSON_LD, TURTLE
from kgraph.serve.render import render
from kgraph.serve.responses import response, settings_of, told, workers_of
from kgraph.serve.security import NETWORK_POLICY, BodyLimit, LocalNames, SecurityHeaders
from kgraph.serve.settings import Settings
from kgraph.serve.sparql import sparql
from kgraph.serve.tasks import Job, Reply
from kgraph.serve.workers import Workers

STATIC = Path(__file__).parent / "static"
SUFFIXES = {".ttl": TURTLE, ".jsonld": JSON_LD}

View = Callable[[Job, list[str], str | None, int], Reply | None]


def make_app(settings: Settings) -> Starlette:
    """The application that serves a built folder."""
    app = Starlette(
        routes=[
            Route("/", _query_page, methods=["GET"]),
            Route("/query", _query_page, methods=["GET"]),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/actors", _actors, methods=["GET"]),
            Route("/documents", _documents, methods=["GET"]),
            Route("/actor", _actor_elsewhere, methods=["GET"]),
            Route("/actor/{name:path}", _view("actor", views.actor), methods=["GET"]),
            Route("/claim/{name:path}", _view("claim", views.claim), methods=["GET"]),
            Route("/document/{name:path}", _view("document", views.document), methods=["GET"]),
            Route("/graph", _network_page, methods=["GET"]),
            Route("/report", _report, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=_middleware(settings),
        exception_handlers={HTTPException: told, KGraphError: told, Exception: told},
        lifespan=_ready,
    )
    app.state.settings = settings
    app.state.started = lambda: None
    app.state.failure = None
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    found = [Middleware(SecurityHeaders)]
    if settings.is_local:
        found.append(Middleware(LocalNames, host=settings.host))
    if settings.cors:
        methods = ["GET", "POST"]
        found.append(
            Middleware(
                CORSMiddleware, allow_origins=list(settings.cors), allow_methods=methods, allow_headers=["Content-Type"]
            )
        )
    return [*found, Middleware(BodyLimit)]


@asynccontextmanager
async def _ready(app: Starlette) -> AsyncIterator[None]:
    """Open the store before the first request comes, and tell so; without it there is nothing to serve."""
    app.state.workers = Workers(app.state.settings)
    try:
        await app.state.workers.run(tasks.ready)
    except KGraphError as error:
        app.state.failure = error
        raise
    app.state.started()
    yield


async def _query_page(_: Request) -> Response:
    return Response(views.query_page(), media_type=HTML)


async def _actors(request: Request) -> Response:
    return response(await workers_of(request).run_for(request, views.actors, request.query_params.get("find", "")))


async def _documents(request: Request) -> Response:
    return response(await workers_of(request).run_for(request, views.documents))


def _view(room: str, view: View) -> Callable[[Request], object]:
    """What answers for one kind of thing: the thing by its name, or as the data that a suffix asks for."""

    async def show(request: Request) -> Response:
        # As it came: a decoded "%2F" could not be told from "/".
        name = request.scope["raw_path"].decode("ascii", "replace").partition("?")[0].removeprefix(f"/{room}/")
        reply = await _reply(request, view, candidates(room, name), request.headers.get("accept"))
        for suffix, media_type in SUFFIXES.items():
            if reply is None and name.endswith(suffix):
                reply = await _reply(request, view, candidates(room, name.removesuffix(suffix)), media_type)
        if reply is None:
            raise HTTPException(404, f"the graph holds no {room} of this name")
        return response(reply)

    return show


async def _actor_elsewhere(request: Request) -> Response:
    """An actor whose IRI is of another namespace."""
    iri = request.query_params.get("iri")
    if not iri:
        return RedirectResponse("/actors", 303)
    reply = await _reply(request, views.actor, [iri], request.headers.get("accept"))
    if reply is None:
        raise HTTPException(404, "the graph holds no actor of this IRI")
    return response(reply)


async def _reply(request: Request, view: View, iris: list[str], accept: str | None) -> Reply | None:
    page = request.query_params.get("page", "1")
    if not (page.isascii() and page.isdigit() and int(page[:9]) >= 1 and len(page) < 9):
        raise HTTPException(400, "a page is a number from 1 on")
    return await workers_of(request).run_for(request, view, iris, accept, int(page))


async def _network_page(request: Request) -> Response:
    headers = {"Content-Security-Policy": NETWORK_POLICY}
    return Response(_own_file(request, PAGE), headers=headers, media_type=HTML)


async def _report(request: Request) -> Response:
    text = MarkdownIt("commonmark", {"html": False}).enable("table").render(_own_file(request, REPORT))
    return Response(render("report.html", report=text), media_type=HTML)


def _own_file(request: Request, name: str) -> str:
    """The text of a file that the build has written; raises HTTPException with 404, also for a link elsewhere."""
    out = settings_of(request).out.resolve()
    path = (out / name).resolve()
    if path.parent != out or not path.is_file():
        raise HTTPException(404, f"{name} is missing; build the folder again")
    return path.read_text(encoding="utf-8")
