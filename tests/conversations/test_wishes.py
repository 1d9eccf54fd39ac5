"""/reminders, as it is spoken (R1, R5, R8)."""

from datetime import time

import pytest

from conversations.events import Contact, File, Happening, Text, Typed, Unknown
from conversations.quiet_words import is_unclear, means_off, read_button, read_quiet
from conversations.reminders_screens import menu
from conversations.render import render
from conversations.words import Draft
from models.values import ReminderKind, SmsWish
from models.views import Reader
from tests.conversations.wishes_world import ADDRESS, CODE, DEFAULTS, Wishing
from tests.dialog import HOUSE, Chat, dialog

MENU = "Your reminders"
TO_EMAIL = [("/reminders", MENU), ("E-mail", "Your e-mail address")]
TO_CODE = [*TO_EMAIL, (ADDRESS, "Look into amina@example.com")]
ALL = "24 hours, 2 hours and 15 minutes before</b> a session, here, and by SMS if the chat can't"


def chat(world: Wishing, lines: list[tuple[str, str]]) -> Chat:
    return dialog(lines, Chat(world))


def test_r1_one_glance_says_what_will_happen() -> None:
    here = chat(Wishing(), [("/reminders", ALL)])
    assert "Quiet from 21:00 to 07:00" in here.screen["text"]
    assert "E-mail: none" in here.screen["text"]


def test_r1_which_reminders_come_is_switched_one_by_one() -> None:
    world = Wishing()
    here = chat(world, [
        ("/reminders", MENU), ("When", "When shall I remind you?"),
        ("15 minutes before: on", "24 hours and 2 hours before"),
        ("24 hours before: on", "remind you <b>2 hours before"),
        ("2 hours before: on", "don't remind you"),
    ])  # fmt: skip
    assert world.mine.kinds == frozenset()
    dialog([("15 minutes before: off", "15 minutes before"), ("‹ Back", MENU)], here)
    assert world.mine.kinds == {ReminderKind.MINUTES}


def test_r1_the_ways_are_switched_and_the_sentence_follows() -> None:
    world = Wishing.having(email=ADDRESS)
    here = chat(world, [
        ("/reminders", "here and by e-mail, and by SMS if"), ("Where", "Where shall I remind you?"),
        ("SMS: always", "here, by SMS and by e-mail"),
        ("By e-mail: on", "here and by SMS"),
        ("Here in the chat: on", "session, by SMS."),
        ("SMS: never", "No reminder can reach you"),
        ("SMS: if the chat can't", "session, by SMS."),
    ])  # fmt: skip
    assert not world.mine.by_chat
    assert world.mine.by_sms is SmsWish.INSTEAD
    assert here.button("‹ Back")


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("22-6", (time(22), time(6))), ("21:30 to 7:00", (time(21, 30), time(7))),
        ("9pm-7am", (time(21), time(7))), ("quiet from 22:00 to 6:00.", (time(22), time(6))),
        ("10-6", (time(22), time(6))), ("9 to 7", (time(21), time(7))),
        ("12-7", (time(0), time(7))), ("1-5", (time(1), time(5))),
        ("noon to midnight", (time(12), time(0))), ("13:00-14:00", (time(13), time(14))),
        ("22:00 – 6am please", (time(22), time(6))),
        ("saa tatu usiku hadi saa moja asubuhi", (time(21), time(7))),
        ("Kimya saa 4 usiku mpaka saa 12 asubuhi tafadhali", (time(22), time(6))),
        ("saa tatu na nusu usiku hadi saa moja", (time(21, 30), time(7))),
    ],
)  # fmt: skip
def test_x25_quiet_hours_are_read_as_they_are_typed(
    typed: str, quiet: tuple[time, time]
) -> None:  # fmt: skip
    assert read_quiet(typed) == quiet


@pytest.mark.parametrize("typed", ["22", "hello", "22-22", "25-3", "8-8", "", "22-6, 12-13"])
def test_what_is_no_quiet_hours_is_none(typed: str) -> None:
    assert read_quiet(typed) is None
    assert not is_unclear(typed)


def test_x25_what_may_be_of_two_halves_of_the_day_is_asked_about() -> None:
    lines = [("/reminders", MENU), ("Quiet hours", "When shall it be quiet?"),
             ("saa 3 hadi saa 1", "I can't be sure which time that is")]  # fmt: skip
    world = Wishing()
    chat(world, lines)
    assert world.mine.quiet == DEFAULTS.quiet


def test_quiet_hours_by_button_typed_and_off() -> None:
    world = Wishing()
    here = chat(world, [("/reminders", MENU), ("Quiet", "When shall it"), ("22:00 – 06:00", MENU)])
    assert world.mine.quiet == (time(22), time(6))
    dialog([("Quiet", "When"), ("off", "No quiet hours.")], here)
    dialog([("20:30 to 6", "Quiet from 20:30 to 06:00")], here)  # at the menu, too
    dialog([("Quiet", "When"), ("No quiet hours", "No quiet hours.")], here)
    dialog([("Quiet", "When"), ("soon", "I need two times")], here)


@pytest.mark.parametrize("said", ["off", "None", "hakuna", "No quiet hours."])
def test_no_quiet_hours_in_words(said: str) -> None:
    assert means_off(said)


@pytest.mark.parametrize("value", ["2100-2100", "2500-0700", "21-7", "x", "", "２100-0700"])
def test_a_button_of_ours_carries_real_times(value: str) -> None:
    assert read_button(value) is None


def test_r5_a_shared_phone_is_explained_and_kept() -> None:
    world = Wishing()
    here = chat(world, [("/reminders", MENU), ("Shared phone", "reference, day and time"),
                        ("Yes", "Others use your phone")])  # fmt: skip
    assert world.mine.shares_phone
    dialog([("Shared phone", "anybody else"), ("No, only me", MENU)], here)
    assert not world.mine.shares_phone


def test_r7_staff_switch_their_agenda_and_clients_have_none() -> None:
    world = Wishing.having(is_psychologist=True)
    chat(world, [("/reminders", "Your agenda comes at 07:00"), ("Agenda, report", "Your agenda in"),
                 ("No", "No agenda and no report")])  # fmt: skip
    assert not world.mine.digest
    chat(Wishing.having(is_admin=True), [("/reminders", "The report of the day comes at 18:00")])
    client = chat(Wishing(), [("/reminders", MENU), ("agenda", MENU), ("Quiet", "quiet?")])
    assert not client.button("Agenda")


def test_r4_stopped_sms_are_said_and_switched_on_again() -> None:
    world = Wishing.having(stopped=True)
    chat(world, [("/reminders", "you stopped them with STOP"), ("Switch SMS on again", MENU)])
    assert not world.mine.stopped
    dead = Wishing.having(dead=True, by_sms=SmsWish.ALWAYS)
    here = chat(dead, [("/reminders", "No SMS can reach your number"), ("Where", "session, here."),
                       ("Switch SMS on again", "here and by SMS")])  # fmt: skip
    assert here.button("SMS: never")
    never = chat(Wishing.having(stopped=True, by_sms=SmsWish.NEVER), [("/reminders", MENU)])
    assert "STOP" not in never.screen["text"]


def test_p4_without_a_number_the_way_to_settings_is_there() -> None:
    here = chat(Wishing.having(phone=None), [("/reminders", "no phone number of yours")])
    button = here.button("Give my phone number")
    assert button is not None
    assert button["data"] == "desk:0:settings phone"
    dialog([("Where", "no phone number")], here)
    assert here.button("Give my phone number")
    assert not here.button("SMS")


def test_r8_an_address_is_shown_to_be_ones_own() -> None:
    world = Wishing()
    here = chat(world, [*TO_CODE, ("123 456", "That address is yours")])
    assert world.mine.email == ADDRESS
    assert "seal" not in str(here.drafts["reminders"].answers)
    dialog([("E-mail", "E-mail: amina@"), ("Remove my address", "Your address is removed")], here)
    assert world.mine.email is None


def test_r8_only_the_hash_of_a_code_waits_in_the_draft() -> None:
    here = chat(Wishing(), TO_CODE)
    answers = here.drafts["reminders"].answers
    assert answers == {"address": ADDRESS, "seal": "seal", "until": 99, "tries": 0}


def test_r8_five_wrong_codes_and_that_one_is_good_for_nothing() -> None:
    world = Wishing()
    here = chat(world, [*TO_CODE, ("hello", "six digits"), ("1234567", "six digits")])
    dialog([(f"00000{n}", "That is not the code") for n in range(4)], here)
    dialog([("000004", "wrong five times"), (CODE, "doesn't look like an e-mail")], here)
    assert world.mine.email is None


def test_r8_tries_are_counted_whatever_is_done_in_between() -> None:
    here = chat(Wishing(), TO_CODE)
    for _ in range(2):
        dialog([("000000", "That is not"), ("000001", "That is not")], here)
        dialog([("‹ Back", "Your e-mail"), ("‹ Back", MENU), ("/reminders", "Look into")], here)
    dialog([("000000", "wrong five times")], here)


def test_r8_a_late_code_and_another_address() -> None:
    world = Wishing(late=True)
    here = chat(world, [*TO_CODE, (CODE, "15 minutes, and they are over")])
    dialog([("x@example.org", "Look into x@example.org")], here)
    dialog([("y@example.org", "Look into y@example.org"), ("‹ Back", "Your e-mail")], here)
    dialog([("Type the code", "Look into y@")], here)
    dialog([("nobody", "six digits"), ("Cancel", "All right")], here)
    assert here.drafts["reminders"].answers == {}


def test_r8_where_the_practice_has_no_mail_no_address_is_asked_for() -> None:
    here = chat(Wishing.having(has_email=False), [("/reminders", MENU)])
    assert not here.button("E-mail")
    assert "E-mail" not in here.screen["text"]
    dialog([("e-mail", "sends no e-mail")], here)


@pytest.mark.parametrize("came", [File("photo", "1", None, 1), Unknown("voice"), Unknown("sticker"),
                                  Contact("+254712000001", own=True), Text("")])  # fmt: skip
@pytest.mark.parametrize("way", ["When", "Where", "Quiet", "E-mail", "Shared", ""])
def test_x62_each_step_answers_whatever_comes(way: str, came: Happening) -> None:
    here = chat(Wishing(), [("/reminders", MENU), *([(way, "<b>")] if way else [])])
    step = here.drafts["reminders"].step
    [said] = here.happens(came)
    assert "<i>" in said["text"]
    assert here.drafts["reminders"].step == step
    assert here.happens(Typed("cancel"))


def test_x25_a_kiswahili_reader_sees_quiet_hours_by_both_clocks() -> None:
    neema = Reader(2, "Neema", "sw", "Africa/Nairobi")
    shown = render(menu(DEFAULTS), neema, Draft("reminders"), HOUSE)
    assert "Kimya kuanzia saa 3:00 usiku (21:00) hadi saa 1:00 asubuhi (07:00)" in shown["text"]
    assert "Nakukumbusha <b>saa 24, saa 2 na dakika 15 kabla</b> ya kikao, hapa" in shown["text"]


@pytest.mark.parametrize("came", [File("photo", "1", None, 1), Unknown("voice"), Text("")])
@pytest.mark.parametrize("step", ["code", "digest"])
def test_x62_the_steps_that_lead_on_answer_whatever_comes(step: str, came: Happening) -> None:
    way = [("Agenda, report", "Agenda and report?")] if step == "digest" else TO_CODE[1:]
    both = Wishing.having(is_psychologist=True, is_admin=True)
    here = chat(both, [("/reminders", MENU), *way])
    [said] = here.happens(came)
    assert "<i>" in said["text"]
    assert here.drafts["reminders"].step == step
    assert here.button("Cancel")
