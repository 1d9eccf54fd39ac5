"""E-mail addresses as people type them, and as mail servers take them."""

import re

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from services.errors import Refused

_AROUND = re.compile(r"\s*@\s*")
_WRAPPED = re.compile(r"[^<>]*<([^<>]+)>")


class NotAnAddress(Refused):
    key = "email_unclear"


def proper_address(typed: str) -> str:
    """The address in what somebody typed or pasted, as it is kept and shown.

    Only its form is checked: whether anybody has it is known when a mail was sent there. Raises
    NotAnAddress.
    """
    found = typed.strip()
    if wrapped := _WRAPPED.fullmatch(found):
        found = wrapped[1].strip()
    if found.casefold().startswith("mailto:"):
        found = found[len("mailto:") :]
    return _checked(_AROUND.sub("@", found.rstrip(".,;")) if "\n" not in found else "").normalized


def for_servers(address: str) -> str:
    """The same with its domain in ASCII; only what stands before the @ may be beyond it.

    Raises NotAnAddress.
    """
    checked = _checked(address)
    return checked.ascii_email or f"{checked.local_part}@{checked.ascii_domain}"


def _checked(address: str) -> ValidatedEmail:
    try:
        return validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError:
        # Its own words quote the address.
        raise NotAnAddress from None
