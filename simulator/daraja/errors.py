"""Answers that are not a success: Daraja's envelopes, the gateway's pages, and ordered faults."""

import secrets
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Problem:
    """Daraja's envelope of an error."""

    status: int
    code: str
    message: str

    def response(self) -> web.Response:
        request_id = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(8)}"
        body = {"requestId": request_id, "errorCode": self.code, "errorMessage": self.message}
        return web.json_response(body, status=self.status)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is not Daraja's envelope: somebody in between speaks, or says nothing."""

    status: int
    text: str
    content_type: str = "text/html"

    def response(self) -> web.Response:
        return web.Response(status=self.status, text=self.text, content_type=self.content_type)


class Refusal(Exception):
    """Ends a request with an answer that is not a success."""

    def __init__(self, answer: Problem | Page) -> None:
        super().__init__(answer)
        self.answer = answer


def invalid(field: str) -> Problem:
    return Problem(400, "400.002.02", f"Bad Request - Invalid {field}")


def overloaded(message: str, status: int = 500) -> Problem:
    """The code that means five things; only its message tells them apart."""
    return Problem(status, "500.001.1001", message)


BAD_TOKEN = Problem(404, "404.001.03", "Invalid Access Token")
BAD_PAYLOAD = Problem(400, "400.002.05", "Invalid Request Payload")
WRONG_URL = Problem(404, "404.001.01", "Resource not found")
WRONG_METHOD = Problem(405, "405.001", "Method Not Allowed")
WRONG_CREDENTIALS = overloaded("Wrong credentials")
WRONG_MERCHANT = overloaded("Merchant does not exist")
LOCKED = overloaded(
    "Unable to lock subscriber, a transaction is already in process for the current subscriber"
)
NO_SUCH_PUSH = overloaded("The transaction does not Exist")
IN_PROCESS = overloaded("The transaction is being processed")
SILENT = overloaded("", status=200)

_IMPERVA = (
    "<html><head><title>Error</title></head><body>Request unsuccessful. "
    "Incapsula incident ID: 0-0</body></html>"
)
_APIGEE = (
    '{"Envelope":{"Body":{"Fault":{"faultcode":"soapenv:Server","faultstring":'
    '"Execution of ServiceCallout SCO-AddURLVault failed. Reason: ResponseCode 409 '
    'is treated as error"}}}}'
)
_NO_PRODUCT = (
    "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"
)

#: Faults at the gateway, before anything reaches M-Pesa. NAME meets a push, `query_NAME` a
#: query, `oauth_NAME` a request for a token.
AT_THE_GATE: dict[str, Problem | Page] = {
    "empty_400": Page(400, "", "application/json"),
    "html_503": Page(503, _IMPERVA),
    "html_403": Page(403, _IMPERVA),
    "no_product": Page(401, _NO_PRODUCT, "text/plain"),
    "apigee": Page(500, _APIGEE, "application/json"),
    "spike": Problem(500, "500.003.02", "Spike Arrest Violation"),
    "system_busy": Problem(500, "500.003.02", "System is busy"),
    "quota": Problem(500, "500.003.03", "Quota Violation"),
    "internal_error": Problem(500, "500.003.1001", "Internal Server Error"),
    "token_expired": BAD_TOKEN,
    "locked": LOCKED,
    "no_iccid": overloaded("[CBS - ] No ICCID found"),
}

#: Faults of a query about a push that exists.
OF_A_QUERY: dict[str, Problem] = {
    "query_not_exist": NO_SUCH_PUSH,
    "query_no_answer": SILENT,
    "query_in_process": IN_PROCESS,
}
