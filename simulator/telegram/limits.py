"""Telegram's numbers, and its flood control."""

import math
import time

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER = 200
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
COPY_TEXT = 256
COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
DELETE_AT_ONCE = 100
DOCUMENT_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
SECRET_TOKEN = 256
# Seconds.
MESSAGE_DELETABLE = 48 * 3600
MESSAGE_EXPIRES = 24 * 3600
CALLBACK_EXPIRES = 150


class Bucket:
    """A token bucket on real time: a moved clock must not refill it."""

    __slots__ = ("_capacity", "_left", "_rate", "_seen")

    def __init__(self, capacity: float, rate: float) -> None:
        self._capacity, self._rate = capacity, rate
        self._left, self._seen = capacity, time.monotonic()

    def wait(self) -> int:
        """Whole seconds until one more may pass; 0 when it may pass now."""
        now = time.monotonic()
        self._left = min(self._capacity, self._left + (now - self._seen) * self._rate)
        self._seen = now
        return 0 if self._left >= 1 else max(1, math.ceil((1 - self._left) / self._rate))

    def take(self) -> None:
        """Use one up; ask `wait` first."""
        self._left -= 1


def utf16(text: str) -> int:
    """Length as Telegram counts entity offsets: UTF-16 code units."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)
