"""Data folders: two tours at once have one each, a second demo is refused."""

from pathlib import Path

import pytest

from bot import embedded


def test_a_folder_is_one_process_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "data_folder", lambda name: tmp_path / name)
    with embedded.own_folder("tour", another=True) as first:
        with embedded.own_folder("tour", another=True) as second:
            assert (first.name, second.name) == ("tour", "tour-2")
        with pytest.raises(embedded.InUse), embedded.own_folder("tour", another=False):
            pass
    with embedded.own_folder("tour", another=False) as again:
        assert again == first
