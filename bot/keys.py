"""`keys`: which master keys there are, a new one, everything under the newest, an old one away."""

import asyncio
import base64
import fcntl
import os
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import settings_groups
from bot.settings_types import parse_master_keys
from models.values import Channel
from services import audit, clock, key_rotation
from services.transaction import transaction
from services.vault import Vault

#: Every process reads the file again this often (bot/parts), so this long after a new key none
#: wraps with an older one any more.
REREAD_SECONDS = 60
SETTLED = timedelta(seconds=3 * REREAD_SECONDS)


Done = tuple[list[str], bool]
_BY_HAND = (
    "MASTER_KEYS holds the keys themselves, so they are added and taken away there: put a new one"
    " behind a comma (2:…), start every process anew, run `keys rotate`, take the old one away."
)
_ADDED = (
    "Version {version} is in the file. Every running process takes it up within a minute; then run"
    " `keys rotate`, which leaves nothing under the older ones."
)


_RETIRED = (
    "Version {version} is out of the file. Destroy every copy of it: what an old backup holds opens"
    " with it."
)


class KeyFile:
    """The file that MASTER_KEYS names as `file:PATH`: a line a key, and when it was added."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Mapping[int, bytes]:
        """Raises OSError or ValueError."""
        return parse_master_keys(self._path.read_text("ascii"))

    def add(self, now: datetime) -> int:
        """A new random key with the next version; whoever adds at the same moment comes after."""
        with self._alone():
            version = max(self.read()) + 1
            key = base64.b64encode(secrets.token_bytes(32)).decode()
            lines = [*self._lines(), f"{version}:{key} # {now.astimezone(UTC).isoformat()}"]
            self._replace(lines)
        return version

    def newest_since(self) -> datetime | None:
        """When the newest key was added; None for a file that doesn't say."""
        newest = f"{max(self.read())}:"
        line = next(line for line in self._lines() if line.startswith(newest))
        _, _, since = line.partition("#")
        return datetime.fromisoformat(since.strip()) if since.strip() else None

    def remove(self, version: int) -> None:
        """Raises ValueError for the newest, whatever has happened since anybody looked."""
        with self._alone():
            if version == max(self.read()):
                raise ValueError("the newest key stays")
            self._replace([line for line in self._lines() if not line.startswith(f"{version}:")])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time reads and replaces the file.

        The lock is a file beside it that stays where it is: the keys' own is another one after each
        change, and a lock on the old one would keep out nobody.
        """
        beside = self._path.with_name(f"{self._path.name}.lock")
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600), "r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _lines(self) -> list[str]:
        return [line.strip() for line in self._path.read_text("ascii").splitlines() if line.strip()]

    def _replace(self, lines: list[str]) -> None:
        """All of it or nothing: whoever reads meanwhile sees the old file or the new one.

        It is on the disk before anything is sealed with it: a key that is lost opens nothing.
        """
        fresh = self._path.with_name(f"{self._path.name}.new")
        # One of somebody who was killed half-way, which others could read.
        fresh.unlink(missing_ok=True)
        made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as written:
            written.write("\n".join([*lines, ""]))
            written.flush()
            os.fsync(written.fileno())
        os.replace(fresh, self._path)  # noqa: PTH105 - keeps the name of the verb that is atomic
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


async def work(settings: settings_groups.Vault, what: str, version: int | None) -> Done:
    """One of show, add, rotate, retire: what was done in words, and whether all is well.

    Raises MasterKeyWrong.
    """
    vault = Vault(settings.keys)
    file = KeyFile(settings.file) if settings.file else None
    match what:
        case "show":
            return await show(vault), True
        case "rotate":
            return await rotate(vault), True
        case "add" | "retire" if file is None:
            return [_BY_HAND], False
        case "add" if file is not None:
            return await add(file), True
        case _ if file is not None and version is not None:
            return await retire(vault, file, version)
        case _:
            return ["Which one? `keys show` lists them."], False


async def add(file: KeyFile) -> list[str]:
    version = file.add(clock.now())
    async with transaction(Channel.CLI):
        await audit.record("keys_added", "master_key", str(version), now=clock.now())
    return [_ADDED.format(version=version)]


async def show(vault: Vault) -> list[str]:
    found, newest = await key_rotation.usage(), vault.masters.newest
    said = [
        f"Version {version}{' (newest)' if version == newest else ''}:"
        f" {found.wraps.get(version, 0)} people's keys,"
        f" {found.letters.get(version, 0)} rows of the inbox."
        for version in vault.masters.versions
    ]
    return [*said, f"People whose key was destroyed: {found.destroyed}."]


async def rotate(vault: Vault) -> list[str]:
    """Everything under the newest key, a batch at a time, while the program runs.

    Raises MasterKeyWrong when a key is missing that something still lies under.
    """
    keys = await _until_none(vault, key_rotation.rewrap)
    letters = await _until_none(vault, key_rotation.reseal)
    newest = vault.masters.newest
    async with transaction(Channel.CLI):
        await audit.record(
            "keys_rotated", "master_key", str(newest), now=clock.now(), detail={"keys": keys}
        )
    return [f"Under version {newest} now: {keys} people's keys, {letters} rows of the inbox."]


async def retire(vault: Vault, file: KeyFile, version: int) -> Done:
    """Take a key out of the file for good, once nothing lies under it; False: not yet."""
    keys = file.read()
    if version not in keys or version == max(keys):
        return [f"Version {version} is the newest, or none of them: nothing was done."], False
    since = file.newest_since()
    if since is None or clock.now() - since < SETTLED:
        return ["The newest key was added a moment ago. Please try again in a few minutes."], False
    left = (await key_rotation.usage()).under(version)
    if left:
        return [f"{left} values still lie under version {version}: run `keys rotate` first."], False
    file.remove(version)
    async with transaction(Channel.CLI):
        await audit.record("keys_retired", "master_key", str(version), now=clock.now())
    return [_RETIRED.format(version=version)], True


async def _until_none(vault: Vault, batch: Callable[[Vault], Awaitable[int]]) -> int:
    total = 0
    while True:
        async with transaction(Channel.CLI):
            done = await batch(vault)
        total += done
        if not done:
            return total
        await asyncio.sleep(0)
