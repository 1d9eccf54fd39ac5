"""Letters as they are when they leave: what a private dialogue says waits sealed."""

from collections.abc import Iterable
from dataclasses import replace

from services import sealed_letters
from services.outbox import Letter
from tests.handlers.test_every_step import SETTINGS


async def readable(letters: Iterable[Letter]) -> list[Letter]:
    return [
        replace(one, payload=await sealed_letters.opened(SETTINGS.vault, one.payload))
        for one in letters
    ]
