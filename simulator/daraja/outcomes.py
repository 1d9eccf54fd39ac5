"""How looking up, taking back and paying out can end: codes, words, and faults that order it."""

from dataclasses import dataclass, field
from typing import Any

#: Words of the result codes, as the portal and recorded results have them.
WORDS = {
    "0": "The service request is processed successfully.",
    "1": "The balance is insufficient for the transaction.",
    "2": "Declined due to limit rule: less than the minimum transaction amount.",
    "3": "Declined due to limit rule: greater than the maximum transaction amount.",
    "15": "Duplicate OriginatorConversationID.",
    "21": "The initiator is not allowed to initiate this request.",
    "26": "System busy. The service request is rejected.",
    "2001": "The initiator information is invalid.",
    "2028": "The request is not permitted according to product assignment.",
    "2032": "The transaction receipt number does not exist.",
    "2040": "Credit Party customer type (Unregistered or Registered Customer) can't be supported "
    "by the service.",
    "8006": "The security credential is locked.",
    "R000001": "The transaction has already been reversed.",
    "R000002": "The OriginalTransactionID is invalid.",
}

#: Faults that end a request so, with nothing done: behind "status_", "reversal_" or "b2c_".
#: Others: "result" (`value` is the code) and "unknown_code".
ORDERED = {
    "refused": "2028",
    "insufficient": "1",
    "credential_locked": "8006",
    "busy": "26",
    "not_found": "2032",
    "already_reversed": "R000001",
    "unregistered": "2040",
}
#: Ends before there was a transaction: nothing of it can be looked up.
NEVER_BEGAN = ("15", "21", "26", "2001", "8006")


@dataclass(slots=True)
class Outcome:
    """The end of one request. `receipt` is "" when nothing was processed.

    `parameters` are keys and values in order; a value of None stands for a key without one.
    """

    code: str
    receipt: str = ""
    parameters: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """An unknown code has unhelpful words, as in life."""
        return WORDS.get(self.code, "Error occurred.")
