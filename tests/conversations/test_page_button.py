"""The button that opens the intake page: only where Telegram can open it (I3)."""

from dataclasses import replace

from conversations.intake_page import WORDS, page_button
from conversations.render import render
from conversations.words import Button, Draft, Say
from models.views import House, Reader
from services.channels.telegram_shapes import shown
from tests.house.tree import ROOT

AMINA = Reader(1, "Amina", "en", "Africa/Nairobi")
HOUSE = House("Smiling Steps", "Africa/Nairobi", "https://bot.example.org")
SAY = Say("nothing_open", {}, ((page_button(),), (Button("back", value="b"),)))


def test_it_opens_our_page_in_the_readers_language() -> None:
    keyboard = shown(render(SAY, AMINA, Draft("desk"), HOUSE))["reply_markup"]["inline_keyboard"]
    opens = {"url": "https://bot.example.org/app/intake?lang=en"}
    assert keyboard[0] == [{"text": "Answer on a private page", "web_app": opens}]


def test_where_no_page_can_be_opened_the_button_and_its_row_are_left_out() -> None:
    payload = render(SAY, AMINA, Draft("desk"), replace(HOUSE, pages=None))
    assert [[button["text"] for button in row] for row in payload["keyboard"]] == [["‹ Back"]]


def test_the_page_says_nothing_that_the_server_does_not_hand_it() -> None:
    folder = ROOT / "webhooks" / "intake_page"
    scripts = "".join(path.read_text() for path in folder.glob("*.js"))
    assert all(f'"{key}"' in scripts for key in WORDS)
    asked = {part.split('"')[0] for part in scripts.split('"page_')[1:]}
    assert {f"page_{key}" for key in asked} <= set(WORDS)
