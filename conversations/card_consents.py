"""What a booking's card says of consents: a line for staff, a button for the client (I4)."""

from conversations.words import Button, Say
from models.consent_views import Agreement


def line(agreement: Agreement | None) -> Say | str:
    """For the psychologist: when it was given, or that it wasn't yet."""
    if agreement is None:
        return ""
    if agreement.is_complete and agreement.last_given is not None:
        return Say("card_consents_given", {"given_at": agreement.last_given})
    return Say("card_consents_missing")


def to_read(agreement: Agreement | None) -> list[tuple[Button, ...]]:
    """For the client: the way to what isn't agreed to, or not in the present version."""
    if agreement is None or agreement.is_complete:
        return []
    label = "consents_please_agree" if agreement.last_given is None else "consents_please_read"
    return [(Button(label, command="agree", style="primary"),)]
