"""Refusals in the words of the real server (github.com/tdlib/telegram-bot-api)."""

from typing import Any


class ApiError(Exception):
    """The Bot API's refusal. `code` is both the HTTP status and `error_code`."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            found["parameters"] = {"retry_after": self.retry_after}
        return found


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_many(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)


UNAUTHORIZED = ApiError(401, "Unauthorized")
INVALID_TOKEN = ApiError(401, "Unauthorized: invalid token specified")
METHOD_NOT_FOUND = ApiError(404, "Not Found: method not found")
NOT_FOUND = ApiError(404, "Not Found")
CHAT_NOT_FOUND = bad_request("chat not found")
BLOCKED = forbidden("bot was blocked by the user")
DEACTIVATED = forbidden("user is deactivated")
CANNOT_INITIATE = forbidden("bot can't initiate conversation with a user")
NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = bad_request("query is too old and response timeout expired or query ID is invalid")
