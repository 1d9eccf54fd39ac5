"""Phone numbers as people type them, kept as E.164 (P4)."""

import phonenumbers

from services.errors import Refused


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
    cleaned = typed.strip()
    if cleaned.startswith("254"):
        cleaned = f"+{cleaned}"
    try:
        number = phonenumbers.parse(cleaned, "KE")
    except phonenumbers.NumberParseException as unreadable:
        raise NotANumber("unreadable") from unreadable
    if not phonenumbers.is_possible_number(number):
        raise NotANumber("impossible length")
    if number.country_code != 254:
        raise NotKenyan("another country")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if e164[4] not in "71":
        raise NotMobile("a landline")
    if len(e164) != 13:
        raise NotANumber("a digit too few or too many")
    return e164
