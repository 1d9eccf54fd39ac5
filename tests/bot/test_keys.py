"""`keys`: a new one is added to the file, taken up by who is running, and an old one goes (X73)."""

import asyncio
import base64
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot import keys
from bot.keys import SETTLED, KeyFile
from bot.settings import Vault as Settings
from services import clock
from services.vault import MasterKeyWrong, Place, Vault
from tests.people import NOW, Practice, practice

PLACE = Place("session_notes", "1", "words")


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "master.keys"
    path.write_text(f"# of the practice\n1:{base64.b64encode(b'o' * 32).decode()}\n", "ascii")
    return path


def settings(file: Path) -> Settings:
    return Settings.read({"MASTER_KEYS": f"file:{file}"}, None)


async def test_x73_added_rotated_retired(
    here: Practice, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Vault(settings(file).keys)
    note = await running.seal(here.amina, PLACE, "the lake", NOW)
    said, well = await keys.work(settings(file), "add", None)
    assert well
    assert "Version 2" in said[0]
    assert file.stat().st_mode & 0o777 == 0o600
    said, well = await keys.work(settings(file), "rotate", None)
    assert said == ["Under version 2 now: 1 people's keys, 0 rows of the inbox."]
    assert await running.open(here.amina, PLACE, note) == "the lake"
    said, well = await keys.work(settings(file), "retire", 1)
    assert not well, "a process may not have read the file yet"
    present = clock.now()
    monkeypatch.setattr(clock, "now", lambda: present + SETTLED + timedelta(seconds=1))
    said, well = await keys.work(settings(file), "retire", 1)
    assert well
    assert list(KeyFile(file).read()) == [2]
    running.masters.refresh()
    assert await running.open(here.amina, PLACE, note) == "the lake"
    with pytest.raises(MasterKeyWrong):
        running.masters.key(1)


async def test_nothing_is_retired_that_something_lies_under(
    here: Practice, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await Vault(settings(file).keys).seal(here.amina, PLACE, "the lake", NOW)
    await keys.work(settings(file), "add", None)
    later = clock.now() + SETTLED * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    said, well = await keys.work(settings(file), "retire", 1)
    assert not well
    assert "keys rotate" in said[0]
    for version in (2, 7):
        assert not (await keys.work(settings(file), "retire", version))[1]
    shown, _ = await keys.work(settings(file), "show", None)
    assert shown[:2] == ["Version 1: 1 people's keys, 0 rows of the inbox.",
                         "Version 2 (newest): 0 people's keys, 0 rows of the inbox."]  # fmt: skip


ADDING = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from bot.keys import KeyFile

file, go = KeyFile(Path(sys.argv[1])), Path(sys.argv[2])
print("ready", flush=True)
while not go.exists():
    time.sleep(0.001)
for _ in range(20):
    print(file.add(datetime.now(UTC)), flush=True)
"""


async def test_x73_two_processes_that_add_at_once_lose_no_key(file: Path, tmp_path: Path) -> None:
    """A key that is lost from the file opens nothing of what was sealed with it."""
    go = tmp_path / "go"
    both = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", ADDING, str(file), str(go), stdout=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in both:
        assert one.stdout is not None
        assert await one.stdout.readline() == b"ready\n"
    go.touch()
    said = [(await one.communicate())[0].split() for one in both]
    versions = [int(word) for words in said for word in words]
    assert sorted(versions) == list(range(2, 42))
    assert sorted(KeyFile(file).read()) == list(range(1, 42))
    assert len(set(KeyFile(file).read().values())) == 41
    assert file.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.new"))


def test_x73_what_somebody_who_was_killed_left_lets_the_next_one_through(file: Path) -> None:
    left = file.with_name(f"{file.name}.new")
    left.write_text("half of a k")
    left.chmod(0o644)
    assert KeyFile(file).add(NOW) == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert not left.exists()


def test_x73_a_key_that_has_become_the_newest_is_not_taken_away(file: Path) -> None:
    with pytest.raises(ValueError, match="newest"):
        KeyFile(file).remove(1)
    assert list(KeyFile(file).read()) == [1]


@pytest.mark.usefixtures("db")
async def test_keys_in_the_setting_itself_are_changed_by_hand() -> None:
    inline = Settings.read({"MASTER_KEYS": f"1:{base64.b64encode(b'o' * 32).decode()}"}, None)
    for what in ("add", "retire"):
        said, well = await keys.work(inline, what, 1)
        assert not well
        assert "behind a comma" in said[0]


@pytest.mark.parametrize("content", ["", "# nothing\n", "1:short\n", "1:AA==\n2"])
def test_a_file_that_holds_no_key_is_told_at_the_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "master.keys"
    path.write_text(content, "ascii")
    with pytest.raises(ValueError, match="MASTER_KEYS"):
        settings(path)
    with pytest.raises(ValueError, match="MASTER_KEYS"):
        settings(tmp_path / "missing")
