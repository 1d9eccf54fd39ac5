"""No personal data in the logs: planted strings are searched in everything that comes out (X70)."""

import gc
import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs, logs_filter

PLANTED = "Amina"
TOKEN = "123456789:AAExampleExampleExampleExampleExam"


class Colour(StrEnum):
    RED = "red"


class Ours(Exception):
    loggable = True


class Written(io.StringIO):
    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    @property
    def line(self) -> dict[str, Any]:
        (line,) = self.lines
        return line


@pytest.fixture
def written() -> Iterator[Written]:
    """The logs as JSON; everything that `set_up` takes over is given back."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    stream = Written()
    logs.set_up("INFO", "json", stream)
    yield stream
    assert PLANTED not in stream.getvalue()
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    logging.raiseExceptions = raising


@pytest.fixture
def log(written: Written) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger("services.outbox")
    return logger


def test_known_keys_with_code_like_values_go_out(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    log.info("sent", outbox_id=3, duration_ms=2.5, status=Colour.RED, reference="BK-2026-000123")
    line = written.line
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "sent",
        "level": "info",
        "logger": "services.outbox",
        "outbox_id": 3,
        "duration_ms": 2.5,
        "status": "red",
        "reference": "BK-2026-000123",
    }


def test_an_unknown_key_is_withheld_and_named(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    log.info("received", text=PLANTED, phone="+254712000001", inbox_id=1)
    assert written.line["withheld"] == ["phone", "text"]
    assert "254712" not in written.getvalue()


def test_words_in_a_known_key_or_in_the_event_are_replaced(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    said = f"{PLANTED} said hello"
    log.info(said, state=said)
    assert (written.line["event"], written.line["state"]) == ("<text>", "<text>")


def test_context_is_filtered_too(log: structlog.stdlib.BoundLogger, written: Written) -> None:
    structlog.contextvars.bind_contextvars(inbox_id=9, name=PLANTED)
    log.info("handled")
    assert (written.line["inbox_id"], written.line["withheld"]) == (9, ["name"])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("+254712345678", "<number>"),
        ("254712345678", "<number>"),
        ("0712345678", "<number>"),
        ("0712-345-678", "<number>"),
        ("tel:+254-712-345-678", "tel:<number>"),
        ("+4915112345678", "<number>"),
        ("sms:0112345678/x", "sms:<number>/x"),
        (f"/bot{TOKEN}/getMe", "/bot<token>/getMe"),
        ("ws_CO_21112026100000123712345678", "<checkout>"),
        ("amina@example.org", "<text>"),
        pytest.param(254712345678, "<number>", id="number"),
        ({"name": PLANTED}, "<dict>"),
        (b"Amina", "<bytes>"),
        (object(), "<object>"),
        (["ok", f"{PLANTED} O"], ["ok", "<text>"]),
        ("BK-2026-000123", "BK-2026-000123"),
        ("2026-11-21T07:19:51.361696Z", "2026-11-21T07:19:51.361696Z"),
        (datetime(2026, 11, 21, 7, tzinfo=UTC), "2026-11-21T07:00:00+00:00"),
        (timedelta(minutes=2), 120.0),
        (UUID(int=12345678901234567890), "00000000-0000-0000-ab54-a98ceb1f0ad2"),
        ("11111111-1111-1111-1111-111111111111", "11111111-1111-1111-1111-111111111111"),
        (1_700_000, 1_700_000),
        (None, None),
        (True, True),
    ],
)
def test_the_form_of_a_value(value: object, shown: object) -> None:
    assert logs_filter.safe(value) == shown


def test_an_update_id_may_be_long() -> None:
    assert logs_filter.safe(254712345678, "update_id") == 254712345678


@given(st.from_regex(r"(\+?254|0)[ .-]?[17]([ .-]?[0-9]){8}", fullmatch=True), st.text())
def test_no_kenyan_number_survives(number: str, around: str) -> None:
    for value in (number, f"{around} {number}", f"x={number};"):
        assert number not in str(logs_filter.safe(value))
        assert number not in logs_filter.mask(value)


def test_an_exception_has_type_place_and_causes_but_no_message(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    try:
        try:
            int(PLANTED)
        except ValueError as error:
            raise LookupError(PLANTED) from error
    except LookupError:
        log.exception("failed", inbox_id=1)
    line = written.line
    assert (line["error"], line["error_causes"]) == ("LookupError", ["ValueError"])
    assert line["error_at"][-1].startswith("bot/test_logs.py:")
    assert "error_message" not in line


def test_a_group_names_what_it_holds(log: structlog.stdlib.BoundLogger, written: Written) -> None:
    log.error("failed", exc_info=ExceptionGroup(PLANTED, [ValueError(PLANTED), OSError(PLANTED)]))
    assert written.line["error_causes"] == ["ValueError", "OSError"]


def test_an_error_of_ours_has_its_message_and_numbers_in_it_are_masked(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    log.error("failed", exc_info=Ours("no answer from 0712345678 yet"))
    assert written.line["error_message"] == "no answer from <number> yet"


def test_a_library_says_its_template_and_not_the_arguments(written: Written) -> None:
    logging.getLogger("telegram.ext").warning("user %s is %s", PLANTED, PLANTED)
    assert written.line["template"] == "user %s is %s"
    assert written.line["event"] == "library_message"


def test_a_library_line_put_together_beforehand_only_has_a_place(written: Written) -> None:
    logging.getLogger("httpx").error(f"{PLANTED} not found")  # noqa: G004 - as a library may
    assert "template" not in written.line
    assert written.line["at"].startswith("test_logs.")


def test_libraries_speak_at_warning_and_above_even_if_they_set_another_level(
    written: Written,
) -> None:
    library = logging.getLogger("aiohttp.access")
    library.setLevel(logging.DEBUG)
    library.info("%s", PLANTED)
    library.setLevel(logging.NOTSET)
    assert written.lines == []


def test_our_debug_lines_stay_away_at_info(
    log: structlog.stdlib.BoundLogger, written: Written
) -> None:
    log.debug("claimed", count=1)
    assert written.lines == []


def test_a_log_call_that_is_wrong_itself_prints_nothing(
    written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("library").warning("%d seconds", PLANTED)
    assert written.line["template"] == "%d seconds"
    assert PLANTED not in "".join(capsys.readouterr())


def test_a_crash_is_a_line_like_any_other(
    written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    class Careless:
        def __del__(self) -> None:
            raise ValueError(PLANTED)

    def fail() -> None:
        raise OSError(PLANTED)

    thread = threading.Thread(target=fail, name=PLANTED)
    thread.start()
    thread.join()
    careless: Careless | None = Careless()
    del careless
    gc.collect()
    sys.excepthook(LookupError, LookupError(PLANTED), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    crashes = {(line["where"], line["error"]) for line in written.lines}
    assert crashes == {("thread", "OSError"), ("finalizer", "ValueError"), ("main", "LookupError")}
    assert PLANTED not in "".join(capsys.readouterr())


def test_the_console_is_filtered_the_same_way(written: Written) -> None:
    stream = io.StringIO()
    logs.set_up("INFO", "console", stream)
    structlog.get_logger("services.outbox").info("sent", outbox_id=3, text=PLANTED)
    assert "outbox_id=3" in stream.getvalue()
    assert PLANTED not in stream.getvalue()
    assert written.lines == []
