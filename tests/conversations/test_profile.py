"""A psychologist's own profile, as it is spoken."""

from dataclasses import replace

import pytest

from conversations.events import Contact, File, Happening, Text, Typed, Unknown
from conversations.work import profile as work
from models.profile_views import LONGEST_BIO, ProfileView
from tests.conversations.joining_world import APPROVED, DRAFT, FINISHED, WAITING, JoiningWorld
from tests.dialog import NOW, Chat, dialog, tap

JOINED = [("/join", "Work with us"), ("Make my profile", "Your profile is there")]
PHOTO = File("photo", "photo-1", None, 100)
PARTS = ["Title", "About you", "Specialties", "Languages", "Photo", "My link"]


def _chat(profile: ProfileView | None = None) -> tuple[Chat, JoiningWorld]:
    world = JoiningWorld(profile)
    return Chat(world), world


def test_p3_from_join_to_sent_for_approval() -> None:
    chat, world = _chat()
    dialog([
        *JOINED,
        ("Title", "Your title"),
        ("Counselling psychologist", "a few words about you"),
        ("About you", "Type two or three"),
        ("I listen, & I <ask>.", "I listen, &amp; I &lt;ask&gt;."),
        ("Specialties", "0 chosen"),
        ("Grief", "1 chosen"),
        ("sleep, Stress", "3 chosen"),
        ("✓ Sleep", "2 chosen"),
        ("Done", "the languages that"),
        ("Languages", "0 chosen"),
        ("Kiswahili", "1 chosen"),
        ("Done", "at least one service"),
    ], chat)  # fmt: skip
    assert chat.button("Send for approval") is None
    assert world.profile is not None
    assert world.profile.specialties == ("Grief", "Stress")
    world.profile = replace(world.profile, services=FINISHED.services)
    dialog([("/profile", "Everything is there"), ("Send for approval", "waiting for an")], chat)
    assert world.did(work.SubmitProfile) == 1
    assert chat.button("Send for approval") is None


def test_p3_an_invited_person_is_greeted_as_invited_and_comes_to_the_same_place() -> None:
    chat, world = _chat()
    dialog([
        ("/start inv_abc-_1", "You are invited to work at Smiling Steps"),
        ("Open my profile", "not sent yet"),
        ("Title", "Your title"),
    ], chat)  # fmt: skip
    assert world.done[0] == work.UseInvitation("abc-_1")


@pytest.mark.parametrize(
    ("key", "hears"), [("invitation_spent", "used already"), ("invitation_own", "forward it")]
)
def test_p3_a_link_that_opens_nothing_says_what_to_do(key: str, hears: str) -> None:
    chat, world = _chat()
    world.refuses = key
    dialog([("/start inv_abc", hears)], chat)
    assert chat.current is None


def test_p3_who_only_looks_makes_nothing() -> None:
    chat, world = _chat()
    dialog([("/profile", "Work with us"), ("hello", "use the buttons"), ("Cancel", "nothing was")],
           chat)  # fmt: skip
    assert world.profile is None
    assert chat.current is None


@pytest.mark.parametrize("part", PARTS)
def test_each_part_leads_back(part: str) -> None:
    chat, _ = _chat(FINISHED)
    leads_back = "Done" if part in {"Specialties", "Languages"} else "‹ Back"
    dialog([("/profile", "Your profile"), (part, ""), (leads_back, "Your profile")], chat)


@pytest.mark.parametrize(
    ("typed", "hears"),
    [("title", "Your title"), ("Bio", "About you"), ("my link", "Your link"), ("what?", "buttons")],
)
def test_parts_by_words(typed: str, hears: str) -> None:
    chat, _ = _chat(FINISHED)
    dialog([("/profile", "Your profile"), (typed, hears)], chat)


@pytest.mark.parametrize(
    ("part", "typed", "hears"),
    [
        ("Title", "x" * 81, "at most 80 characters"),
        ("About you", "x" * (LONGEST_BIO + 1), "longer than 600 characters"),
        ("Specialties", "x" * 41, "One or a few words"),
        ("Languages", " , ,", "One or a few words"),
        ("My link", "ö", "can't be the end of a link"),
        ("My link", "ab", "can't be the end of a link"),
        ("My link", "a:b", "can't be the end of a link"),
        ("Photo", "here it is", "use the buttons"),
    ],
)
def test_bad_input_shows_the_same_step_and_changes_nothing(
    part: str, typed: str, hears: str
) -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", "Your profile"), (part, "")], chat)
    present = chat.screen["text"]
    dialog([(typed, hears)], chat)
    assert present in chat.screen["text"]
    assert world.profile == FINISHED


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Zawadi Mutua", "zawadi-mutua"),
        ("psy_zawadi", "zawadi"),
        ("https://t.me/a_bot?start=psy_zawadi2", "zawadi2"),
    ],
)
def test_a_link_as_people_type_it(typed: str, slug: str) -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", ""), ("My link", "Your link"), (typed, f"start=psy_{slug}\n")], chat)
    assert world.done[-1] == work.WriteProfile(work.Written.SLUG, slug)


def test_a_link_that_somebody_has_is_asked_for_again() -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", ""), ("My link", "Your link")], chat)
    world.refuses = "slug_taken"
    dialog([("brian", "Somebody has that ending already")], chat)
    assert "Type another ending" in chat.screen["text"]


def test_a_photo_is_shown_as_it_will_be_seen_and_can_go_again() -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", "Photo: none"), ("Photo", "Send me a photo")], chat)
    said = chat.happens(PHOTO)
    assert "that is your photo now" in said[0]["text"]
    assert said[0]["media"]["file_id"] == "photo-1"
    dialog([("Remove the photo", "Send me a photo")], chat)
    assert world.profile == FINISHED


def test_a_photo_is_taken_without_being_asked_for() -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", "Photo: none")], chat)
    assert "that is your photo now" in chat.happens(PHOTO)[0]["text"]
    assert world.profile is not None
    assert world.profile.photo == "photo-1"


@pytest.mark.parametrize("file_id", ["document-1", "x" * 201])
def test_a_file_is_no_photo(file_id: str) -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", ""), ("Photo", "Send me a photo")], chat)
    kind = "photo" if len(file_id) > 200 else "document"
    assert "as a photo, not as a file" in chat.happens(File(kind, file_id, None, 1))[0]["text"]
    assert world.profile == FINISHED


def test_pausing_and_taking_bookings_again() -> None:
    chat, _ = _chat(APPROVED)
    dialog([
        ("/profile", "open for bookings"),
        ("Pause new bookings", "paused, no new bookings"),
        ("Take bookings again", "open for bookings"),
    ], chat)  # fmt: skip


def test_only_an_approved_profile_can_be_paused() -> None:
    for profile in (DRAFT, FINISHED, WAITING, replace(APPROVED, holds_role=False)):
        chat, _ = _chat(profile)
        dialog([("/profile", "Your profile")], chat)
        assert chat.button("Pause new bookings") is None


def test_p1_who_lost_the_role_reads_that_the_profile_is_closed() -> None:
    chat, _ = _chat(replace(APPROVED, holds_role=False, paused_at=NOW))
    dialog([("/profile", "the practice would have to open it")], chat)
    assert chat.button("Take bookings again") is None


def test_p3_a_declined_one_reads_why_and_sends_it_again() -> None:
    chat, _ = _chat(replace(WAITING, declined_at=WAITING.submitted_at, decline_reason="<More>"))
    dialog([("/profile", "&lt;More&gt;"), ("Send for approval", "waiting for an answer")], chat)


def test_x60_a_double_tap_toggles_once() -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", ""), ("Specialties", "1 chosen")], chat)
    button = chat.button("Stress")
    assert button is not None
    chat.happens(tap(button["data"]))
    chat.happens(tap(button["data"]))
    assert world.profile is not None
    assert world.profile.specialties == ("Grief", "Stress")


def test_a_profile_that_is_full_says_so() -> None:
    chat, world = _chat(FINISHED)
    dialog([("/profile", ""), ("Specialties", "1 chosen")], chat)
    world.refuses = "too_many_words"
    dialog([("Stress", "There is room for 8")], chat)


def test_own_words_stay_on_the_screen_however_many() -> None:
    own = tuple(f"Own word {n}" for n in range(8))
    chat, _ = _chat(replace(FINISHED, specialties=own))
    dialog([("/profile", ""), ("Specialties", "8 chosen")], chat)
    assert len(chat.screen["keyboard"]) <= 8
    assert all(chat.button(f"✓ {word}") for word in own)


def test_a_card_with_many_services_still_fits_a_message() -> None:
    many = tuple(replace(FINISHED.services[0], id=n, title="x" * 64) for n in range(60))
    chat, _ = _chat(replace(FINISHED, services=many, bio="x" * LONGEST_BIO))
    dialog([("/profile", "and 52 more")], chat)
    assert len(chat.screen["text"]) <= 4096


STEPS: list[list[tuple[str, str]]] = [
    [("/profile", "Your profile")],
    *([("/profile", "Your profile"), (part, "")] for part in PARTS),
]


@pytest.mark.parametrize("steps", [*STEPS, [("/start inv_x", "")]])
@pytest.mark.parametrize(
    "event",
    [
        Text(""), Text("<b>&"), Text("x" * 4096), File("document", "d", "a<b>.pdf", 1), PHOTO,
        Unknown("voice"), Contact("+254712000001", own=True), Typed("profile"),
    ],
)  # fmt: skip
def test_x62_each_step_answers_whatever_comes(
    steps: list[tuple[str, str]], event: Happening
) -> None:
    chat, _ = _chat(None if steps[0][0].startswith("/start") else FINISHED)
    dialog(steps, chat)
    said = chat.happens(event)
    assert len(said) == 1
    assert said[0]["text"]
    assert len(said[0]["keyboard"]) <= 8
