"""What every peer shows: the two screens of our own tap, ready-made, and where it is served."""

import argparse
from dataclasses import dataclass

#: Any token of the right form is a bot of the simulator.
TOKEN = "7000000002:AAbenchbenchbenchbenchbenchbenchben"
PATH = "/hook"

CONFIRM = (
    "<b>Individual session</b> with Dr Wanjiku Kamau\nMon 7 September, 09:00 (Nairobi)\n"
    "50 minutes, video\n\nKES 3,500 with M-Pesa from 0712 000 001, until Sun 6 September, 09:00."
)
ASK_PHONE = "Which number shall pay? Write it like 0712 345 678, or share your own."

SCREENS = {
    "n": (ASK_PHONE, [[("Back", "pay:2:back"), ("Pay later", "pay:2:cancel")]]),
    "back": (
        CONFIRM,
        [
            [("Pay KES 3,500", "pay:1:y")],
            [("Use another number", "pay:1:n")],
            [("Pay later", "pay:1:cancel")],
        ],
    ),
}


def after(data: str) -> tuple[str, list[list[tuple[str, str]]]]:
    """Text and (label, data) rows of the screen behind a button."""
    return SCREENS[data.rpartition(":")[2]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the Bot API is (`…/telegram`) and where this bot listens."""

    api: str
    port: int
    our_transport: bool

    @property
    def hook(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"


def place() -> Place:
    """From the command line: the API's address, a port, and for PTB whose transport."""
    parser = argparse.ArgumentParser()
    parser.add_argument("api")
    parser.add_argument("port", type=int)
    parser.add_argument("--our-transport", action="store_true")
    given = parser.parse_args()
    return Place(given.api, given.port, given.our_transport)
