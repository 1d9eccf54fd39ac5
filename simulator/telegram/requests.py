"""Bodies of Bot API requests, in all the forms the real server takes."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from simulator.calls import file_json
from simulator.telegram.call import Upload
from simulator.telegram.errors import bad_request

SECRET = ("secret_token",)


@dataclass(slots=True)
class Body:
    """Parameters and uploaded files of one request."""

    params: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the record: without secrets, files as far as they are text."""
        found = {name: "***" if name in SECRET else v for name, v in self.params.items()}
        for name, file in self.files.items():
            found[name] = file_json(file.name, file.data)
        return found


async def read(request: web.Request) -> Body:
    """Query string and body together. Raises ApiError."""
    body = Body(dict(request.query) if request.query_string else {})
    kind = request.content_type
    if kind == "multipart/form-data":
        await _multipart(request, body)
    elif request.method == "POST":
        body.params |= parse(kind, await request.read())
    return body


def parse(kind: str, data: bytes) -> dict[str, Any]:
    """The parameters in a body of this content type. Raises ApiError."""
    if kind == "application/json" and data:
        return _json(data)
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(data.decode(errors="replace"), keep_blank_values=True))
    return {}


def _json(data: bytes) -> dict[str, Any]:
    try:
        given = json.loads(data)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request JSON object")
    return given


async def _multipart(request: web.Request, body: Body) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            body.params[part.name] = data.decode(errors="replace")
        else:
            mime = part.headers.get("Content-Type")
            body.files[part.name] = Upload(part.filename, data, mime)
