"""Files of both directions, by file_id."""

import hashlib
import mimetypes
import secrets
import struct
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class StoredFile:
    """One uploaded file. `kind` is "document", "photo", "voice" or "sticker"."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The path for downloads, as getFile tells it."""
        return f"{self.kind}s/{self.unique_id}-{self.name}"

    def as_file(self) -> dict[str, Any]:
        """The Bot API's File fields without the path."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class Files:
    """Everything uploaded so far."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, name: str, data: bytes, mime: str | None = None) -> StoredFile:
        """Keep a file under a new id."""
        guess = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        width, height = image_size(data)
        file = StoredFile(
            file_id=f"{kind[:2].upper()}{secrets.token_urlsafe(36)}",
            unique_id="AQ" + hashlib.sha256(data + secrets.token_bytes(8)).hexdigest()[:14],
            kind=kind,
            name=name.replace("/", "_"),
            mime=guess.partition(";")[0].strip(),
            data=data,
            width=width,
            height=height,
        )
        self.adopt(file)
        return file

    def adopt(self, file: StoredFile) -> None:
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def all(self) -> list[StoredFile]:
        return list(self._by_id.values())


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG; (0, 0) for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:4] == b"GIF8" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data[:2] == b"\xff\xd8":
        return _jpeg_size(data)
    return 0, 0


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        # SOF0 … SOF15 hold the frame size; C4, C8 and CC are tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return 0, 0
