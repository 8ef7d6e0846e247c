"""What stands around the hall: compression, headers for the browser's safety, and a calm sentence when a run fails."""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.menu import PAGES
from base.errors import QmsError
from ui.formats import literal
from ui.words import DEFAULT, words

log = logging.getLogger(__name__)

# Streamlit needs its inline bootstrap and styles, and its charts evaluated code and workers; nothing leaves the server.
POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}


class SafeHeaders:
    """Adds the headers to every answer that does not bring its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the head of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in HEADERS.items() if n not in own)]
            await send(message)

        await self.app(scope, receive, complete)


async def to_first_page(request: Request) -> RedirectResponse:
    """The first page stands at the root; its own name leads there too, with the view that the address holds."""
    return RedirectResponse(str(request.url.replace(path="/")).removeprefix(str(request.base_url).rstrip("/")))


ROUTES = [Route(f"/{PAGES[0].name}", to_first_page)]
MIDDLEWARE = [Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)]


def on_script_error(error: Exception) -> bool:
    """Shows one sentence in the reader's language, never a traceback; what happened goes to the log under a number."""
    say = words(st.query_params.get("lang", DEFAULT))
    if isinstance(error, QmsError):
        log.warning("shown to the reader: %s", error)
        st.error(literal(error.sentence.in_language(say.language)))
        return True
    number = secrets.token_hex(3)
    log.error("error %s", number, exc_info=error)
    st.error(say("error.sentence", number=number))
    return True
