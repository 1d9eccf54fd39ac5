"""`keys`: a new one is added to the file, taken up by who is running, and an old one goes (X73)."""

import base64
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
