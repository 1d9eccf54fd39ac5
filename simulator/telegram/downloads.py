"""getFile."""

from typing import Any

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request


def get_file(call: Call) -> dict[str, Any]:
    """The path for a download of at most 20 MB. Raises ApiError."""
    file_id = call.text("file_id")
    file = call.world.files.get(file_id)
    if file is None:
        raise bad_request("invalid file_id" if file_id else "file_id not specified")
    if len(file.data) > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**file.as_file(), "file_path": file.path}
