"""The language of a browser of which nobody knows whose it is: the first that it asks for."""

import re

from aiohttp import web

from conversations import texts

_FIRST = re.compile(r"\s*([A-Za-z]{2,8})")


def language_of(request: web.Request) -> str:
    found = _FIRST.match(request.headers.get("Accept-Language", ""))
    return texts.language_of(found[1] if found else None)
