"""A client's own money: what is kept for them, and having it sent back."""

from dataclasses import dataclass

from models.money_views import MyMoney
from models.values import Money


@dataclass(frozen=True, slots=True)
class LookAtMoney:
    """-> MoneySeen"""


@dataclass(frozen=True, slots=True)
class MoneySeen:
    """`changed`: it isn't any more what was on the screen."""

    money: MyMoney
    changed: bool = False


@dataclass(frozen=True, slots=True)
class SendCreditBack:
    """All of it, if it is `expected` still -> CreditGoesBack | MoneySeen"""

    expected: Money


@dataclass(frozen=True, slots=True)
class CreditGoesBack:
    """It was `before` until now; nothing of it is a credit any more."""

    before: MyMoney


CreditCommand = LookAtMoney | SendCreditBack
CreditResult = MoneySeen | CreditGoesBack
