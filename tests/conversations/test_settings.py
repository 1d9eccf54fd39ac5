"""/settings, as it is spoken."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.events import Contact, File, Happening, Tap, Text, Typed, Unknown
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.settings import (
    KeepLanguage,
    KeepName,
    KeepPhone,
    KeepTimezone,
    ReadSettings,
    RemovePhone,
    SettingsFound,
    SettingsKept,
)
from models.views_people import Preferences
from tests.dialog import NOW, Chat, dialog, outside

MENU, WHERE, NUMBER = "Your settings", "Where do you live?", "Your phone number"
TO_NAME = [("/settings", MENU), ("Name", "What shall we call you?")]
TO_LANGUAGE = [("/settings", MENU), ("Language", "Which language?")]
TO_ZONE = [("/settings", MENU), ("Time zone", WHERE)]
TO_PHONE = [("/settings", MENU), ("Phone number", NUMBER)]
EVERY_STEP = [TO_NAME[:1], TO_NAME, TO_LANGUAGE, TO_ZONE, TO_PHONE]


def settings_world(*, keeps_hours: bool = False) -> Callable[[Command], Result]:
    """Amina's own settings, which change as the shell would change them."""
    mine = [Preferences("Amina", "en", "Africa/Nairobi", "+254712000001", keeps_hours)]

    def keep(**changed: str | None) -> SettingsKept:
        mine[0] = replace(mine[0], **changed)  # type: ignore[arg-type]
        return SettingsKept(SettingsFound(mine[0], "Africa/Nairobi", NOW))

    def world(command: Command) -> Result:
        match command:
            case ReadSettings():
                return SettingsFound(mine[0], "Africa/Nairobi", NOW)
            case KeepName(name=name):
                return keep(name=name) if name.isalpha() else NotPossible("name_needed")
            case KeepLanguage(language=language):
                return keep(language=language)
            case KeepTimezone(timezone=timezone):
                return keep(timezone=timezone)
            case KeepPhone(phone=phone):
                good = phone.lstrip("+").isdecimal()
                return keep(phone=phone) if good else NotPossible("phone_not_a_number")
            case RemovePhone():
                return keep(phone=None)
            case _:
                return outside(command)

    return world


def chat(lines: list[tuple[str, str]], *, keeps_hours: bool = False) -> Chat:
    return dialog(lines, Chat(settings_world(keeps_hours=keeps_hours)))


def test_all_four_by_buttons_and_words() -> None:
    here = chat([*TO_NAME, ("Njeri", "I call you: Njeri")])
    dialog([("Language", "Which language?"), ("Kiswahili", "Language: Kiswahili")], here)
    dialog([("Time zone", WHERE), ("Berlin", "Time zone: Berlin")], here)
    dialog([("Phone number", NUMBER), ("0733000002", "noted")], here)
    dialog([("Done", "All right")], here)
    assert here.current is None


@pytest.mark.parametrize("said", ["name", "language", "time zone", "phone"])
def test_the_menu_understands_words(said: str) -> None:
    dialog([(said, "<b>W" if said != "phone" else NUMBER)], chat([("/settings", MENU)]))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlin", "Europe/Berlin"), ("Europe/Berlin", "Europe/Berlin"),
        (" new  york ", "America/New_York"), ("Germany", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"), ("kenya", "Africa/Nairobi"),
        ("Mombasa", "Africa/Nairobi"), ("Paris time", "Europe/Paris"), ("UTC", "UTC"),
    ],
)  # fmt: skip
def test_p5_zones_as_people_say_them(typed: str, zone: str) -> None:
    assert chat([*TO_ZONE, (typed, "by this clock")]).asked[-1] == KeepTimezone(zone)


@pytest.mark.parametrize("typed", ["the moon", "x", "usa", "<b>", "a" * 4000, "../etc", "Africa"])
def test_p5_a_place_that_is_unknown_is_answered_with_examples(typed: str) -> None:
    here = chat([*TO_ZONE, (typed, "“New York”")])
    assert WHERE in here.screen["text"]
    dialog([("Kampala", "Time zone: Kampala")], here)


def test_p5_a_beginning_is_offered_as_buttons() -> None:
    here = chat([*TO_ZONE, ("los", "Which one do you mean?"), ("Los Angeles", "Los Angeles")])
    assert here.asked[-1] == KeepTimezone("America/Los_Angeles")
    here = chat([*TO_ZONE, ("los", "Which one do you mean?"), ("‹ Back", MENU)])
    dialog([("Time zone", WHERE)], here)


def test_a4_a_psychologist_hears_that_their_hours_move_along() -> None:
    words = "Your opening hours follow this clock too"
    assert words in chat(TO_ZONE, keeps_hours=True).screen["text"]
    assert words not in chat(TO_ZONE).screen["text"]


def test_p4_the_contact_button_is_asked_for_and_the_own_contact_kept() -> None:
    here = chat(TO_PHONE)
    keys = here.screen["reply_keyboard"]
    assert keys == {"share": "Share my number", "words": ["Remove my number", "‹ Back", "Cancel"]}
    assert "keyboard" not in here.screen, "Telegram takes one of the two"
    (said,) = here.happens(Contact("254712000001", own=True))
    assert "noted your number" in said["text"]
    assert here.asked[-1] == KeepPhone("254712000001", shared=True)
    assert "reply_keyboard" not in said


def test_p4_somebody_elses_contact_is_refused_with_words() -> None:
    here = chat(TO_PHONE)
    (said,) = here.happens(Contact("254733000002", own=False))
    assert "somebody else's contact" in said["text"]
    assert NUMBER in said["text"]
    assert not any(isinstance(command, KeepPhone) for command in here.asked)


def test_p4_a_number_can_be_removed() -> None:
    here = chat([*TO_PHONE, ("Remove my number", "Your number is removed"), ("phone", NUMBER)])
    assert "Remove my number" not in here.screen["reply_keyboard"]["words"]


def test_refusals_show_the_step_again() -> None:
    dialog([("12", "with letters"), ("‹ Back", MENU)], chat(TO_NAME))
    dialog([("abc", "0712 345 678"), ("‹ Back", MENU)], chat(TO_PHONE))


@pytest.mark.parametrize("lines", EVERY_STEP[1:])
def test_back_and_cancel_at_every_step(lines: list[tuple[str, str]]) -> None:
    dialog([("‹ Back", MENU)], chat(lines))
    for cancel in ("Cancel", "/cancel"):
        assert dialog([(cancel, "All right")], chat(lines)).current is None


EVERY_KIND: list[Happening] = [
    Text("hello"), Text(""), Text("  "), Text("x" * 5000), Text("<b>&"), Typed("nonsense"),
    Contact("+254712000001", own=True), Contact("+15", own=False),
    *(Unknown(kind) for kind in ("voice", "sticker", "location", "edited", "button")),
    *(File(kind, "f", None, 1) for kind in ("photo", "document")),
    Tap("settings", 99, "szone", 1), Tap("settings", 0, "zzz", 1), Tap("nowhere", 1, "x", 1),
    *(Tap("settings", rev, value, 1) for rev in (1, 2)
      for value in ("sx", "zNowhere/Here", "lxx", "z", "", "s", "back", "cancel", "zEurope/Rome")),
]  # fmt: skip


@pytest.mark.parametrize("lines", EVERY_STEP)
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(
    lines: list[tuple[str, str]], event: Happening
) -> None:
    assert len(chat(lines).happens(event)) == 1
