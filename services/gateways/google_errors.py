"""What Google may answer instead of what was asked for; each says what to do about it.

GoogleFailed
├── Passing          the network, a limit, their server: the same may succeed after `retry_after`
├── AccessRefused    the access token has run out: refresh it and ask once more
├── GrantBroken      the psychologist has to give the consent again; nothing else helps
├── ScopeMissing     the consent was given, but not for the calendar
├── AlreadyThere     an event with this id exists: a lost answer's event, or a deleted one
├── NotThere         no such event: deleted by hand
└── Permanent        refused for good; `code` says why
"""

from services.errors import SmilingStepsError


class GoogleFailed(SmilingStepsError):
    """`code` is Google's own word for it, or the status: never a token, never a person's data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Passing(GoogleFailed):
    """`retry_after` in seconds, where Google named a time."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class AccessRefused(GoogleFailed):
    pass


class GrantBroken(GoogleFailed):
    pass


class ScopeMissing(GoogleFailed):
    pass


class AlreadyThere(GoogleFailed):
    pass


class NotThere(GoogleFailed):
    pass


class Permanent(GoogleFailed):
    pass
