"""The mail with a code for an address that somebody says is theirs: neutral, whoever reads it."""

from typing import Any
from uuid import uuid4

from conversations.render import plain
from models.views import House, Reader


def code_mail(code: str, address: str, reader: Reader, house: House) -> dict[str, Any]:
    """A letter for the channel "email", to this very address: it is nobody's yet (R5, R8).

    What can't be delivered is never said in the chat instead: that would show the code to whoever
    asked for it.
    """
    return {
        "to": address,
        "person": reader.person_id,
        "subject": plain("email_code_subject", {}, reader, house),
        "mail": plain("email_code_body", {"code": code}, reader, house),
        "name": uuid4().hex,
        "booking": None,
        "vital": False,
        "only_mail": True,
        "reminders": [],
        "beside": ["telegram"],
    }
