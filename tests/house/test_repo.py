"""What stands around the code: settings explained, locks clean, commands in the README."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.settings import GROUPS, SettingsError, load
from tests.house.tree import ROOT, files, short, text

FIELDS = {
    str(field.validation_alias): field for group in GROUPS for field in group.model_fields.values()
}
OPTIONAL_GROUPS = (
    "DARAJA_INITIATOR", "DARAJA_CERTIFICATE", "PAYSTACK_", "AFRICASTALKING_", "SMTP_", "GOOGLE_",
)  # fmt: skip
COMMANDS = ("demo", "tour", "test", "check", "bench", "db", "stress")
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
EXAMPLE = re.compile(r"^(#?)([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)
INDEX = re.compile(r"\b(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com)\b")


def example() -> list[tuple[str, str, str]]:
    """(mark, name, value) of each line that sets something; the mark is "#" when it is off."""
    return EXAMPLE.findall(text(ROOT / ".env.example"))


def test_the_example_names_exactly_the_settings() -> None:
    assert sorted(name for _, name, _ in example()) == sorted(FIELDS)


def test_the_example_shows_each_default_and_leaves_open_what_must_be_given() -> None:
    for mark, name, value in example():
        field = FIELDS[name]
        required = field.is_required() and not name.startswith(OPTIONAL_GROUPS)
        assert (mark == "") is required, name
        default = "" if field.is_required() or field.default is None else str(field.default)
        assert value == default, name


def test_the_example_taken_as_it_is_asks_for_exactly_what_is_left_open() -> None:
    with pytest.raises(SettingsError) as refusal:
        load({}, ROOT / ".env.example")
    asked = {problem.name for problem in refusal.value.problems}
    assert asked == {name for mark, name, _ in example() if not mark}


def test_there_are_three_locks() -> None:
    assert [lock.stem for lock in LOCKS] == ["bench", "dev", "run"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_has_hashes_and_names_no_index_and_no_path(lock: Path) -> None:
    content = text(lock)
    assert not re.search(r"://|\bfile:| @ |--(?!hash=)", content)
    for requirement in re.split(r"\n(?=\w)", content)[1:]:
        assert re.match(r"[a-z0-9.-]+==\S+ ", requirement)
        assert "--hash=sha256:" in requirement


def pins(lock: str) -> dict[str, str]:
    content = text(ROOT / "requirements" / f"{lock}.lock")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", content, re.MULTILINE))


def test_the_locks_agree_and_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    for lock, asked in {"run": [], "dev": extras["dev"], "bench": extras["bench"]}.items():
        names = {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"] + asked}
        assert names <= pins(lock).keys()
        assert pins("run").items() <= pins(lock).items()


def addresses_of_pip() -> set[str]:
    """Hosts and folders that pip is set up with on this machine; they are its own business."""
    settings = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, check=True, text=True
    ).stdout
    found = re.findall(r"https?://(?:[^@/\s]*@)?([\w.-]+)|'(/[\w./-]{4,})'", settings)
    return {host or folder for host, folder in found}


def test_no_file_names_a_package_index_or_a_place_on_this_machine() -> None:
    places = {str(ROOT), *addresses_of_pip()}
    if Path.home() != Path("/"):
        places.add(f"{Path.home()}/")
    for path in files():
        content = text(path)
        assert not INDEX.search(content), short(path)
        assert [place for place in places if place in content] == [], short(path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_line_of_the_readme(command: str) -> None:
    assert re.search(rf"^{command}:.* ## ", text(ROOT / "Makefile"), re.MULTILINE)
    assert re.search(rf"\bmake {command}\b", text(ROOT / "README.md"))


def test_ci_runs_exactly_the_commands_that_people_run() -> None:
    script = text(ROOT / ".ci" / "run")
    assert "set -euo pipefail" in script
    assert re.findall(r"^make (\w+)", script, re.MULTILINE) == ["check", "test"]
