"""The mail with a code for an address that somebody says is theirs: neutral, whoever reads it."""

from conversations.render import plain
from models.views import House, Reader


def code_mail(code: str, reader: Reader, house: House) -> dict[str, str]:
    """`subject` and `mail`, its words (R5, R8)."""
    return {
        "subject": plain("email_code_subject", {}, reader, house),
        "mail": plain("email_code_body", {"code": code}, reader, house),
    }
