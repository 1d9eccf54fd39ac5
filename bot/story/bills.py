"""What a person types to pay a bill by M-Pesa: a business, an account number, an amount."""

import re
from collections.abc import Callable
from dataclasses import dataclass


def _spaced(account: str) -> str:
    return f" {account.replace('-', ' ') if '-' in account else f'{account[:2]} {account[2:]}'} "


def _undashed(account: str) -> str:
    return account.replace("-", "")


#: How account numbers are typed by people who are in a hurry.
WAYS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "undashed": _undashed,
    "spaced": _spaced,
}


@dataclass(frozen=True, slots=True)
class Bill:
    """An account, ways to mistype it, and whole KES.

    `account` between slashes is a regular expression: what its first group, or all of it, finds
    in the newest message of the bot that has it.
    """

    account: str
    ways: tuple[str, ...]
    amount: int

    @classmethod
    def read(cls, words: str) -> "Bill":
        """`/SS-[A-Z0-9]+/ lower spaced 2500`. Raises ValueError."""
        *account, amount = words.split(" ")
        ways: list[str] = []
        while account and account[-1] in WAYS:
            ways.insert(0, account.pop())
        return cls(" ".join(account), tuple(ways), int(amount))

    def typed(self, texts: list[str]) -> str | None:
        """What is typed as account; None when no message, the newest is last, has it."""
        found = self._found(texts)
        for way in self.ways:
            found = found and WAYS[way](found)
        return found

    def _found(self, texts: list[str]) -> str | None:
        if not re.fullmatch(r"/.+/", self.account):
            return self.account
        for text in reversed(texts):
            if found := re.search(self.account[1:-1], text):
                return found[1] if found.re.groups else found[0]
        return None
