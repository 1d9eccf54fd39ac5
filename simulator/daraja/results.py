"""Result codes of a push: their words, what the phone shows, and the faults that order them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`callback` and `query` word the same code differently, as the real service does.

    `prompt` is the state of the prompt on the phone; None when no prompt got there.
    """

    callback: str
    query: str
    prompt: str | None = None


def _same(words: str, prompt: str | None = None) -> Result:
    return Result(words, words, prompt)


RESULTS = {
    "0": _same("The service request is processed successfully.", "paid"),
    "1": _same("The balance is insufficient for the transaction.", "no_balance"),
    "17": _same("Rule limited."),
    "26": _same("System busy. Traffic blocking condition in place."),
    "1001": _same("Unable to lock subscriber, a transaction is already in process."),
    "1019": _same("Transaction has expired", "expired"),
    "1025": _same("An error occurred while sending a push request."),
    "1032": Result("Request Cancelled by user.", "Request cancelled by user", "cancelled"),
    "1037": Result("No response from user.", "DS timeout user cannot be reached."),
    "2001": _same("The initiator information is invalid.", "wrong_pin"),
    "4999": _same("The transaction is still under processing"),
    "9999": _same("An error occurred while processing the request."),
    "SFC_IC0003": _same("The operator does not exist."),
}

#: Faults that end a push at once, and their codes; others: "result" and "unknown_code".
ORDERED = {
    "insufficient": "1",
    "cancel": "1032",
    "wrong_pin": "2001",
    "unreachable": "1037",
    "expired": "1019",
    "1025": "1025",
    "1001": "1001",
    "17": "17",
    "26": "26",
    "9999": "9999",
}
UNKNOWN_CODE = "7777"


def result(code: str) -> Result:
    """The words of a code; an unknown one has unhelpful words, as in life."""
    return RESULTS.get(code) or _same("Error occurred.", "failed")
