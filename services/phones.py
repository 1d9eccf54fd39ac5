"""Phone numbers as people type them, kept as E.164 (P4)."""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from services.errors import Refused

KENYA = 254
_MASKED = re.compile(r"(\d{2,6})[*xX]{3,}(\d{2,4})(?!\d)")


class NotANumber(Refused):
    key = "phone_not_a_number"


class NotKenyan(Refused):
    key = "phone_not_kenyan"


class NotMobile(Refused):
    key = "phone_not_mobile"


def payer(typed: str) -> str:
    """A number that M-Pesa may serve, as +2547… or +2541….

    Accepts 07xx, 01xx, 2547xx and +254 7xx with any spacing. Operators are not told apart by
    prefix: numbers move between them. Raises NotANumber, NotKenyan or NotMobile.
    """
    number = _read(typed)
    if number.country_code != KENYA:
        raise NotKenyan("another country")
    return _kenyan(number)


def personal(typed: str) -> str:
    """The number of a person who may live abroad, as E.164; without a + it is read as Kenyan.

    Raises NotANumber, or NotMobile for a Kenyan landline.
    """
    number = _read(typed)
    if number.country_code == KENYA:
        return _kenyan(number)
    if not phonenumbers.is_valid_number(number):
        raise NotANumber("no such number in that country")
    return _e164(number)


def shared(number: str) -> str:
    """A number as Telegram shares it: the country's code comes first, with or without a +."""
    return personal(f"+{number.strip().removeprefix('+')}")


def may_be(shown: str, number: str) -> bool:
    """Whether a number that M-Pesa shows, perhaps masked ("2547*****126"), may be this E.164 one.

    True for what says nothing: a hash, a name, nothing at all.
    """
    found = _MASKED.search(shown)
    if found is None:
        return True
    first, last = found[1], found[2]
    local = f"0{number.removeprefix('+254')}"
    return number.endswith(last) and (number[1:].startswith(first) or local.startswith(first))


def _read(typed: str) -> PhoneNumber:
    cleaned = typed.strip()
    if cleaned.startswith(str(KENYA)):
        cleaned = f"+{cleaned}"
    try:
        number = phonenumbers.parse(cleaned, "KE")
    except phonenumbers.NumberParseException as unreadable:
        raise NotANumber("unreadable") from unreadable
    if not phonenumbers.is_possible_number(number):
        raise NotANumber("impossible length")
    return number


def _kenyan(number: PhoneNumber) -> str:
    e164 = _e164(number)
    if e164[4] not in "71":
        raise NotMobile("a landline")
    if len(e164) != 13:
        raise NotANumber("a digit too few or too many")
    return e164


def _e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
