"""The record of HTTP between the program and the outside world."""

import contextlib
import json
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

Call = dict[str, Any]
KEPT = 2000
# Longer texts in files are told by their size only.
KEPT_TEXT = 256 * 1024


def file_json(name: str, data: bytes) -> dict[str, Any]:
    """A file in the record: its name and size, and its words where it is text.

    What is in other files (PDF, pictures) is not in the record: `GET /sim/files/<id>` has it.
    """
    found: dict[str, Any] = {"file": name, "bytes": len(data)}
    if len(data) <= KEPT_TEXT:
        with contextlib.suppress(UnicodeDecodeError):
            found["text"] = data.decode()
    return found


class Calls:
    """A ring of the last calls, and a file of all of them when asked for."""

    def __init__(
        self,
        now: Callable[[], datetime],
        publish: Callable[..., object],
        path: Path | None = None,
    ) -> None:
        self.quiet = False
        self._now = now
        self._publish = publish
        self._count = 0
        self._ring: deque[Call] = deque(maxlen=KEPT)
        self._file: TextIO | None = path.open("a", encoding="utf-8") if path else None

    def record(
        self,
        *,
        service: str,
        direction: str,
        method: str,
        path: str,
        body: Any,
        status: int | None,
        answer: Any = None,
        ms: float = 0.0,
    ) -> None:
        """Keep one call. `direction` is "in" (to the simulator) or "out" (to the program).

        `status` is None when no answer came; `ms` is how long the answer took.
        """
        if self.quiet:
            return
        self._count += 1
        call: Call = {
            "n": self._count,
            "time": self._now().isoformat(),
            "service": service,
            "direction": direction,
            "method": method,
            "path": path,
            "body": body,
            "status": status,
            "ms": round(ms, 2),
            "answer": answer,
        }
        self._ring.append(call)
        self._publish("call", call=call)
        if self._file is not None:
            self._file.write(json.dumps(call, ensure_ascii=False, default=str) + "\n")
            self._file.flush()

    def last(
        self, limit: int = KEPT, service: str | None = None, after: int | None = None
    ) -> list[Call]:
        """The newest `limit` calls, oldest first."""
        calls = [
            call
            for call in self._ring
            if (service is None or call["service"] == service)
            and (after is None or call["n"] > after)
        ]
        return calls[-limit:]

    def clear(self) -> None:
        self._ring.clear()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
