"""The intake page's files: its frame in the reader's language, styles and scripts (I3).

Nothing comes from anywhere else, and nobody but Telegram may show the page inside of theirs.
"""

import hashlib
import html
import json
from functools import cache
from pathlib import Path
from string import Template

from aiohttp import ETag, web

from conversations import intake_page, texts

FOLDER = Path(__file__).parent / "intake_page"
#: Styles and scripts by name; the page's frame is a template and is not among them.
FILES = {
    path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix != ".html"
}
_TYPES = {".css": "text/css", ".js": "text/javascript"}
#: Telegram in a browser; its apps show the page without a frame.
TELEGRAM_WEB = "https://web.telegram.org"
#: The simulated phone shows it from wherever the simulator listens.
THIS_MACHINE = "http://127.0.0.1:* http://localhost:*"

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(*, simulated: bool) -> str:
    """The Content-Security-Policy of the page."""
    frames = f"{TELEGRAM_WEB} {THIS_MACHINE}" if simulated else TELEGRAM_WEB
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
        f" trusted-types 'none'; frame-ancestors {frames}"
    )


def routes(practice: str, *, simulated: bool) -> list[web.RouteDef]:
    headers = {**HEADERS, "Content-Security-Policy": policy(simulated=simulated),
               "Cache-Control": "no-store"}  # fmt: skip

    async def frame(request: web.Request) -> web.Response:
        language = texts.spoken(request.query.get("lang", ""))
        body = _frame(language, practice)
        return web.Response(text=body, content_type="text/html", headers=headers)

    return [
        web.get(intake_page.PATH, frame),
        web.get("/app/{name:[a-z]+\\.(css|js)}", _file),
    ]


async def _file(request: web.Request) -> web.Response:
    """Scripts hold nobody's words; kept, but asked about each time, they spare a slow network."""
    name = request.match_info["name"]
    body = FILES.get(name)
    if body is None:
        raise web.HTTPNotFound
    etag = hashlib.sha256(body).hexdigest()[:32]
    known = any(ETag(etag) == shown for shown in request.if_none_match or ())
    response = web.Response(status=304) if known else web.Response(
        body=body, content_type=_TYPES[Path(name).suffix], charset="utf-8"
    )  # fmt: skip
    response.etag = etag
    response.headers.update({**HEADERS, "Cache-Control": "no-cache"})
    return response


@cache
def _frame(language: str, practice: str) -> str:
    scripts = (name for name in FILES if name.endswith(".js"))
    said = {key.removeprefix("page_"): html.escape(intake_page.plain(key, language))
            for key in ("page_title", "page_opening", "page_noscript", "page_promise")}  # fmt: skip
    words = json.dumps(intake_page.words(language, practice), ensure_ascii=False)
    named = html.escape(practice)
    return Template((FOLDER / "index.html").read_text(encoding="utf-8")).substitute(
        {**said, "promise": said["promise"].replace("{practice}", named)},
        language=language,
        practice=named,
        preloads="\n  ".join(f'<link rel="modulepreload" href="/app/{name}">' for name in scripts),
        words=words.replace("<", "\\u003c"),
    )
