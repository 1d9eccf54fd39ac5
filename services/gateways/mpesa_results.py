"""What M-Pesa's result codes mean: one table for callbacks and queries (3-protocols 1.4).

The codes are Safaricom's; a code that is not here is not a failure but a question for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class PushResult(StrEnum):
    """What became of a push, or why it was refused, in the payer's terms."""

    PAID = "paid"
    CHECKING = "checking"
    NO_BALANCE = "no_balance"
    CANCELLED = "cancelled"
    WRONG_PIN = "wrong_pin"
    PIN_LOCKED = "pin_locked"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    BUSY = "busy"
    RULE_LIMITED = "rule_limited"
    SYSTEM_BUSY = "system_busy"
    SEND_FAILED = "send_failed"
    LIMIT = "limit"
    DAILY_LIMIT = "daily_limit"
    WRONG_NUMBER = "wrong_number"
    OUR_FAULT = "our_fault"

    @property
    def words_key(self) -> str:
        """The key of the text that tells the payer what to do next."""
        return f"mpesa_{self.value}"


@dataclass(frozen=True, slots=True)
class Retry:
    """Whether a new push may be offered, and after how many minutes; never sent unasked."""

    allowed: bool
    minutes: int = 0


NOW = Retry(True)
NO = Retry(False)


def later(minutes: int) -> Retry:
    return Retry(True, minutes)


A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Result:
    """One result code. Not `terminal`: the money may still move, so ask again (by query).

    `alarm` calls a person of the practice: settings are wrong, or the code is unknown.
    """

    code: str
    meaning: PushResult
    terminal: bool = True
    paid: bool = False
    retry: Retry = NO
    alarm: bool = False

    @property
    def words_key(self) -> str:
        """The key of the text that tells the payer what to do next."""
        return self.meaning.words_key


def _pending(code: str, *, alarm: bool = False) -> Result:
    return Result(code, PushResult.CHECKING, terminal=False, alarm=alarm)


def _our_fault(code: str) -> Result:
    return Result(code, PushResult.OUR_FAULT, alarm=True)


_TABLE = (
    Result("0", PushResult.PAID, paid=True),
    Result("1", PushResult.NO_BALANCE, retry=NOW),
    Result("2", PushResult.LIMIT, alarm=True),
    Result("3", PushResult.LIMIT),
    Result("4", PushResult.DAILY_LIMIT, retry=later(A_DAY)),
    _our_fault("8"),  # The practice's own account is full.
    _our_fault("11"),  # The short code is not active.
    Result("17", PushResult.RULE_LIMITED, retry=later(2)),
    _our_fault("21"),
    Result("26", PushResult.SYSTEM_BUSY, retry=later(1)),
    Result("1001", PushResult.BUSY, retry=later(3)),
    Result("1019", PushResult.EXPIRED, retry=NOW),
    Result("1025", PushResult.SEND_FAILED, retry=later(2)),
    Result("1031", PushResult.CANCELLED, retry=NOW),
    Result("1032", PushResult.CANCELLED, retry=NOW),
    # The prompt may have reached the phone: only a query tells.
    _pending("1036"),
    Result("1037", PushResult.UNREACHABLE, retry=NOW),
    _our_fault("1101"),  # The prompt's text is too long, here and below.
    _our_fault("1102"),
    Result("2001", PushResult.WRONG_PIN, retry=NOW),
    _our_fault("2006"),
    _our_fault("2028"),  # TransactionType and PartyB do not belong together.
    Result("2040", PushResult.WRONG_NUMBER),
    _pending("4999"),
    Result("8006", PushResult.PIN_LOCKED),
    # "Internal error" as well as "push not sent": the prompt may be on the phone.
    _pending("9999"),
    _our_fault("E3008"),  # Seen on the sandbox only.
    _our_fault("SFC_IC0003"),  # No such operator: wrong PartyB, type or number.
    _our_fault("SFC_J_C0003"),
)

#: Every code that an STK push can end with, as documented or recorded.
RESULTS: Mapping[str, Result] = MappingProxyType({result.code: result for result in _TABLE})

STILL_PROCESSING = "4999"


def result_for(code: str) -> Result:
    """The meaning of a code; one that nobody knows stays pending and raises an alarm."""
    return RESULTS.get(code) or _pending(code, alarm=True)
