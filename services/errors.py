"""Our errors, as a tree.

SmilingStepsError
├── DeliveryFailed         a channel could not deliver; says whether trying again makes sense
│   ├── UnknownMailbox     (services/channels/email_failures) nobody has this e-mail address
│   └── MailTrouble        ... no mail leaves for anybody; says whether a person must act
├── Refused                a person asked for what the rules don't allow; has words for them
│   ├── NotYours           someone else's booking, or a role that the person doesn't hold
│   │   └── NotOffered     a psychologist or service that can't be booked, or not any more
│   ├── Outdated           the button speaks of a state that has passed
│   ├── NotAnAddress       (services/email_addresses) what was typed is no e-mail address
│   ├── AmountNotWholeShillings   M-Pesa moves whole shillings only
│   └── PromptRefused  (services/prompt_limits) too soon, too often, too much; says until when
├── CannotOpen             (services/sealing) a sealed value from elsewhere, or damaged
│   └── KeyDestroyed       (services/vault) its person was forgotten
├── MasterKeyWrong         (services/master_keys) not what it was: the operator mends it
├── InitDataRefused        (services/init_data) a Mini App opened by nobody we may believe
├── UnreadableCalendar     an outside calendar can't be had or understood; `code` says why
└── MalformedPayload       what came from outside is not what its sender documents
    └── MalformedCallback  ... from M-Pesa
"""


class SmilingStepsError(Exception):
    """The root; `loggable` messages hold no personal data."""

    loggable = True


class DeliveryFailed(SmilingStepsError):
    """A message did not leave. `retry_after` is in seconds; None leaves the choice to the queue.

    An `unsure` one may have arrived all the same: its answer was lost. `away`: it is the channel
    that doesn't work, not this message.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: float | None = None,
        unsure: bool = False, away: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.unsure = unsure
        self.away = away
        self.permanent = permanent
        self.retry_after = retry_after


class Refused(SmilingStepsError):
    """`key` names the text that tells the person what to do next."""

    key = "refused"


class NotYours(Refused):
    key = "not_yours"


class NotOffered(NotYours):
    key = "not_offered"


class Outdated(Refused):
    key = "outdated"


class AmountNotWholeShillings(Refused):
    key = "amount_not_whole"


class UnreadableCalendar(SmilingStepsError):
    """`code` is one of `models.outside_calendars.FAILURES`; it has words for its owner."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MalformedPayload(SmilingStepsError):
    """Parked, not retried for ever."""


class MalformedCallback(MalformedPayload):
    pass
