"""What a log line may hold: the keys, the form of values, and what is told about an exception."""

import re
import sys
import traceback
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import TracebackType
from typing import Any, Final
from uuid import UUID

from structlog.typing import EventDict, WrappedLogger

# A key is here because its values are made by us or by a protocol, never typed by a person. No ids
# that other systems know somebody by: telegram_id, chat_id, phone, checkout_request_id stay out.
ALLOWED: Final = frozenset(
    "event level logger timestamp withheld at template where "  # the line itself
    "error error_at error_message error_causes "  # describe_exception
    "person_id client_id psychologist_id booking_id draft_id service_id hold_id slot_id "
    "payment_id refund_id prompt_id ledger_id request_id plan_id reminder_id audit_id "
    "money_in_id proof_id inbox_id outbox_id update_id job_id migration reference replica "
    "worker pid "  # ids
    "count total rows attempt attempts tries size bytes queued overdue due pending sent dead "
    "failed limit pool_size connections version rev page seconds ms minutes hours duration "
    "duration_ms delay delay_seconds lag_seconds retry_after offset_seconds waited_ms "  # measures
    "status state from_state to_state from_status to_status old new step dialogue command kind "
    "type source channel provider gateway method route code http_status result_code "
    "error_code reason outcome action role language currency job task tick table topic "
    "permanent mode host port signal ok alarm reason head".split()  # codes
)
IDS: Final = frozenset({"update_id"})  # whole numbers of any size
HASHES: Final = frozenset({"head"})  # its digits are no phone number, however many follow

WORD: Final = re.compile(r"[\w./:<>+%=-]{0,160}", re.ASCII)
MASKS: Final = (
    (re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"ws_CO_\w+"), "<checkout>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<email>"),
    (re.compile(r"(?<![\w-])(?:\+?254|0)[\s.-]?[17](?:[\s.-]?[0-9]){8}(?![0-9])"), "<number>"),
    (re.compile(r"\+[0-9](?:[\s.-]?[0-9]){7,14}"), "<number>"),
    (re.compile(r"[0-9]{9,}"), "<number>"),
)
HASH_FORM: Final = re.compile(r"[0-9a-f]{64}")
UUID_FORM: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MSISDN: Final = re.compile(r"-?(?:254[17][0-9]{8}|[0-9]{12,})")
TEXT: Final = "<text>"


class Template(str):
    """Words that stand in some library's source code: may have spaces, have no data in them."""

    __slots__ = ()


def mask(text: str) -> str:
    """Blot out what looks like a phone number, a bot token, an address or a checkout id."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep the known keys, each with a value that can't be somebody's words."""
    kept: dict[str, Any] = {key: safe(event[key], key) for key in event if key in ALLOWED}
    if withheld := sorted(safe(key) for key in event.keys() - ALLOWED):
        kept["withheld"] = withheld
    return kept


def safe(value: object, key: str = "") -> Any:
    """The value as it may be written, or a word that says what stood there."""
    match value:
        case None | bool() | float():
            return value
        case Template():
            return mask(value)
        case Enum():
            return safe(value.value, key)
        case int():
            return "<number>" if key not in IDS and MSISDN.fullmatch(str(value)) else value
        case str() if key in HASHES and HASH_FORM.fullmatch(value):
            return value
        case str() if UUID_FORM.fullmatch(value):
            return value
        case str():
            return mask(value) if WORD.fullmatch(value) else TEXT
        case UUID():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case list() | tuple() | set() | frozenset():
            return [safe(item, key) for item in value]
        case _:
            return f"<{type(value).__name__}>"


def describe_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Turn `exc_info` into the error's type, its place and, if the class allows, its message."""
    error = _raised(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if error is None:
        return event
    event["error"] = type(error).__qualname__
    event["error_at"] = _places(error.__traceback__)
    if getattr(error, "loggable", False) is True:
        event["error_message"] = Template(error)
    if causes := _causes(error):
        event["error_causes"] = causes
    return event


def _raised(exc_info: object) -> BaseException | None:
    match exc_info:
        case BaseException():
            return exc_info
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exception()
        case _:
            return None


def _places(trace: TracebackType | None) -> list[str]:
    """The last calls before it, innermost last: module, function and line, no source, no values."""
    frames = traceback.extract_tb(trace)[-6:]
    return [f"{_short(frame.filename)}:{frame.lineno}:{frame.name.strip('<>')}" for frame in frames]


def _short(filename: str) -> str:
    return re.sub(r"[^\w./-]", "_", "/".join(filename.replace("\\", "/").rsplit("/", 2)[-2:]))


def _causes(error: BaseException) -> list[str]:
    """The types of what came before it, and of what a group holds."""
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    found = [type(other).__qualname__ for other in inside]
    return found + ([type(before).__qualname__, *_causes(before)] if before else [])
