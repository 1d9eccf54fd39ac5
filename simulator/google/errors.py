"""Google's answers that are not a success, in the two forms that its servers have."""

from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Problem:
    """The Calendar API's form."""

    status: int
    reason: str
    message: str
    domain: str = "global"
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        first = {"domain": self.domain, "reason": self.reason, "message": self.message}
        error = {"errors": [first], "code": self.status, "message": self.message}
        return web.json_response({"error": error}, status=self.status, headers=self.headers)


@dataclass(frozen=True, slots=True)
class TokenProblem:
    """The token endpoint's form (RFC 6749)."""

    status: int
    reason: str
    message: str

    def response(self) -> web.Response:
        body = {"error": self.reason, "error_description": self.message}
        return web.json_response(body, status=self.status)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What a browser sees when the link to the consent page is wrong; nobody is sent back."""

    reason: str

    def response(self) -> web.Response:
        text = f"<h1>Access blocked</h1><p>Error 400: {self.reason}</p>"
        return web.Response(status=400, text=text, content_type="text/html")


class Refusal(Exception):
    """Ends a request with an answer that is not a success."""

    def __init__(self, answer: Problem | TokenProblem | ErrorPage) -> None:
        super().__init__(answer)
        self.answer = answer


INVALID_GRANT = TokenProblem(400, "invalid_grant", "Token has been expired or revoked.")
INVALID_CLIENT = TokenProblem(401, "invalid_client", "The OAuth client was not found.")
WRONG_REDIRECT = TokenProblem(400, "redirect_uri_mismatch", "Bad Request")
NO_SUCH_GRANT_TYPE = TokenProblem(400, "unsupported_grant_type", "Invalid grant_type")
INVALID_TOKEN = TokenProblem(400, "invalid_token", "Token expired or revoked")

BAD_ACCESS = Problem(401, "authError", "Invalid Credentials")
NO_SCOPE = Problem(
    403, "insufficientPermissions", "Request had insufficient authentication scopes."
)
NOT_FOUND = Problem(404, "notFound", "Not Found")
DELETED = Problem(410, "deleted", "Resource has been deleted")
DUPLICATE = Problem(409, "duplicate", "The requested identifier already exists.")
NO_JSON = Problem(400, "parseError", "Parse Error")
EMPTY_RANGE = Problem(400, "timeRangeEmpty", "The specified time range is empty.", "calendar")

#: Faults before anything is looked at, by name; a fault's `method` names the call it is meant for.
AT_THE_GATE: dict[str, Problem] = {
    "rate_limit": Problem(403, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"),
    "too_many": Problem(429, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits",
                        {"Retry-After": "7"}),
    "server_error": Problem(500, "backendError", "Backend Error"),
    "not_enabled": Problem(403, "accessNotConfigured", "Calendar API is not enabled"),
    "expired": BAD_ACCESS,
}  # fmt: skip


def invalid(message: str) -> Problem:
    return Problem(400, "invalid", message)


def required(message: str) -> Problem:
    return Problem(400, "required", message)
