"""Files in requests: uploads, known file ids, and what they look like in a message."""

from typing import Any

from simulator.telegram import limits
from simulator.telegram.call import Call, Upload
from simulator.telegram.errors import ApiError, bad_request
from simulator.telegram.files import StoredFile

TOO_LARGE = ApiError(413, "Request Entity Too Large")


def input_file(call: Call, kind: str, given: Any) -> StoredFile:
    """The file meant by a "photo" or "document" parameter. Raises ApiError."""
    upload = _upload(call, kind, given)
    if upload is not None:
        return _stored(call, kind, upload)
    if not isinstance(given, str) or not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = call.world.files.get(given)
    if file is None:
        raise bad_request(
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
        )
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def photo_content(file: StoredFile) -> dict[str, Any]:
    """The `photo` field: here always of one size."""
    return {"photo": [{**file.as_file(), "width": file.width, "height": file.height}]}


def document_content(file: StoredFile) -> dict[str, Any]:
    return {"document": {**file.as_file(), "file_name": file.name, "mime_type": file.mime}}


def _upload(call: Call, kind: str, given: Any) -> Upload | None:
    if isinstance(given, str) and given.startswith("attach://"):
        return call.files.get(given.removeprefix("attach://"))
    return call.files.get(kind)


def _stored(call: Call, kind: str, upload: Upload) -> StoredFile:
    size = len(upload.data)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > limits.DOCUMENT_BYTES:
        raise TOO_LARGE
    if kind == "photo" and size > limits.PHOTO_BYTES:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {limits.PHOTO_BYTES} bytes"
        )
    file = call.world.files.add(kind, upload.name, upload.data, upload.mime)
    if kind == "photo":
        _check_photo(file)
    return file


def _check_photo(file: StoredFile) -> None:
    """Only images, within 10000 pixels of width plus height and a ratio of 20."""
    if not file.width or not file.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    sides = sorted((file.width, file.height))
    if sum(sides) > 10_000 or sides[1] > 20 * sides[0]:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
