"""Paystack's answers that are not a success, and the faults at its doors."""

from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Problem:
    """Paystack's envelope of an error; without a code it is the bare one."""

    status: int
    message: str
    code: str = ""
    next_step: str = ""
    type: str = "validation_error"

    def response(self) -> web.Response:
        body: dict[str, object] = {"status": False, "message": self.message}
        if self.code:
            body |= {"meta": {"nextStep": self.next_step}, "type": self.type, "code": self.code}
        return web.json_response(body, status=self.status)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is not Paystack's envelope: somebody in between speaks."""

    status: int
    text: str

    @property
    def code(self) -> str:
        return f"page_{self.status}"

    def response(self) -> web.Response:
        return web.Response(status=self.status, text=self.text, content_type="text/html")


class Refusal(Exception):
    """Ends a request with an answer that is not a success."""

    def __init__(self, answer: Problem | Page) -> None:
        super().__init__(answer)
        self.answer = answer


NO_KEY = Problem(401, "No Authorization Header was found")
BAD_HEADER = Problem(401, "Format is Authorization Bearer [secret key]")
INVALID_KEY = Problem(401, "Invalid key")
WRONG_URL = Problem(404, "Not Found")
NO_BODY = Problem(400, "Invalid JSON in the request body", "invalid_params",
                  "Send a JSON object as application/json")  # fmt: skip
DUPLICATE = Problem(
    400, "Duplicate Transaction Reference", "duplicate_reference",
    "Try and create the Transaction or Charge with a new reference",
)  # fmt: skip
NO_TRANSACTION = Problem(404, "Transaction reference not found")
NO_REFUND = Problem(404, "Refund not found")
NO_CHANNEL = Problem(
    400,
    "One of Authorization code, card object, bank object, ussd object, mobile money object, qr"
    " object, or EFT object should be passed.",
    "missing_params",
    "Pass one of the objects",
)
FULLY_REVERSED = Problem(400, "Transaction has been fully reversed", "transaction_reversed",
                         "There is nothing left to refund")  # fmt: skip
NO_BALANCE = Problem(
    400, "Insufficient balance to fulfill this refund. Please top up.", "insufficient_balance",
    "Top up your Paystack balance", "processor_error",
)  # fmt: skip

_DOWN = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"

#: Faults before anything is looked at, by name; a fault's `method` names the call it is meant for.
AT_THE_GATE: dict[str, Problem | Page] = {
    "error_500": Problem(500, "An error occurred", "unknown", "Try again later", "api_error"),
    "html_502": Page(502, _DOWN.format("502 Bad Gateway")),
    "html_503": Page(503, _DOWN.format("503 Service Temporarily Unavailable")),
    "rate_limit": Problem(429, "Please wait a few minutes and try again.", "rate_limited",
                          "Wait a few minutes and try the API call again", "api_error"),
    "invalid_key": INVALID_KEY,
}  # fmt: skip


def invalid(message: str, code: str = "invalid_params") -> Problem:
    return Problem(400, message, code, "Provide all the fields in the form that the API asks for")
