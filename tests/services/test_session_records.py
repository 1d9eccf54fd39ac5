"""Notes and proof: sealed, one's own only, and nowhere in plain (B10, I2, X63)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import row, rows
from models.values import BookingStatus as S
from models.values import Role
from models.views import BookingView
from services import people, roles, session_notes, session_proofs
from services.booking_views import view
from services.errors import NotYours, Outdated
from services.session_notes import LONGEST, pieces
from services.session_proofs import MOST, NoProof, ProofFull
from services.vault import CannotOpen, Vault
from tests.people import NOW, Practice, person, psychologist
from tests.rows import book

VAULT = Vault({1: b"k" * 32})
MARKED = "MARKED-9f27 she slept better"
KEPT = (S.CONFIRMED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW, S.LATE_CANCELLED, S.CANCELLED)


@pytest.fixture(autouse=True)
async def _at_work(here: Practice) -> None:
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)


async def session(here: Practice, status: str = "completed", at: float = -24) -> BookingView:
    return await view(await book(here, at, status))


async def colleague() -> int:
    other = await person("Wanjiku", 9)
    await psychologist(other, "wanjiku")
    await people.grant(other, Role.PSYCHOLOGIST, NOW)
    return other


async def test_b10_notes_are_rows_of_their_own_and_read_in_order(here: Practice) -> None:
    booked = await session(here)
    for number, words in enumerate(("one", "two", "three"), start=1):
        assert await session_notes.write(VAULT, booked, here.brian, words, NOW) == number
    read = [await session_notes.read(VAULT, booked, at, here.brian, NOW) for at in (1, 2, 3)]
    assert [note and note.words for note in read] == ["one", "two", "three"]
    for far, words in ((0, "one"), (99, "three")):
        note = await session_notes.read(VAULT, booked, far, here.brian, NOW)
        assert note is not None
        assert (note.words, note.total) == (words, 3)


async def test_i2_a_note_opens_with_the_clients_key_in_its_own_place_only(here: Practice) -> None:
    booked, other = await session(here), await session(here, at=-48)
    await session_notes.write(VAULT, booked, here.brian, MARKED, NOW)
    kept = await row("SELECT words FROM session_notes")
    assert kept is not None
    assert MARKED.encode() not in kept["words"]
    await session_notes.write(VAULT, other, here.brian, "other", NOW)
    await rows("UPDATE session_notes SET words = $1 WHERE booking_id = $2 RETURNING id",
               kept["words"], other.id)  # fmt: skip
    with pytest.raises(CannotOpen):
        await session_notes.read(VAULT, other, 1, here.brian, NOW)
    await rows("DELETE FROM data_keys WHERE person_id = $1 RETURNING id", here.amina)
    with pytest.raises(CannotOpen):
        await session_notes.read(VAULT, booked, 1, here.brian, NOW)


async def test_x63_only_the_psychologist_of_the_session_reads_and_writes(here: Practice) -> None:
    booked = await session(here)
    await people.grant(here.chidi, Role.ADMIN, NOW)
    for somebody in (here.amina, here.chidi, await colleague(), 10**9):
        with pytest.raises(NotYours):
            await session_notes.own_session(booked.public_id, somebody)
    assert await session_notes.own_session(booked.public_id, here.brian) == booked
    with pytest.raises(session_notes.NotTheirNotes):
        await session_notes.own_session(booked.public_id, here.chidi)


async def test_x63_proof_is_for_its_psychologist_and_admins(here: Practice) -> None:
    booked = await session(here)
    await people.grant(here.chidi, Role.ADMIN, NOW)
    for somebody in (here.amina, await colleague(), 10**9):
        with pytest.raises(NotYours):
            await session_proofs.session_of(booked.public_id, somebody)
    for somebody in (here.brian, here.chidi):
        assert await session_proofs.session_of(booked.public_id, somebody) == booked


@pytest.mark.parametrize("status", sorted(set(S) - {S.HELD}))
async def test_what_was_never_agreed_has_no_records(here: Practice, status: S) -> None:
    booked = await session(here, status)
    for door in (session_notes.own_session, session_proofs.session_of):
        if status in KEPT:
            assert await door(booked.public_id, here.brian) == booked
        else:
            with pytest.raises(Outdated):
                await door(booked.public_id, here.brian)


async def test_b10_proof_is_listed_and_found_again(here: Practice) -> None:
    booked, other = await session(here), await session(here, at=-48)
    await session_proofs.attach(booked, here.brian, "photo", "AgAD", None, NOW)
    await session_proofs.attach(booked, here.brian, "document", "BQAD", "n" * 300, NOW)
    photo, document = await session_proofs.of(booked.id)
    assert (photo.kind, photo.file_id, document.name) == ("photo", "AgAD", "n" * 120)
    assert await session_proofs.show(booked, photo.id, here.brian, NOW) == photo
    for booking, wrong in ((other, photo.id), (booked, 10**9)):
        with pytest.raises(NotYours):
            await session_proofs.show(booking, wrong, here.brian, NOW)
    shown = await rows("SELECT action, actor_role FROM audit_log WHERE action = 'proof_shown'")
    assert shown == [{"action": "proof_shown", "actor_role": "psychologist"}]


@pytest.mark.parametrize(("kind", "file_id"), [("video", "A"), ("photo", ""), ("photo", "A" * 201)])
async def test_what_is_no_proof_is_refused(here: Practice, kind: str, file_id: str) -> None:
    with pytest.raises(NoProof):
        await session_proofs.attach(await session(here), here.brian, kind, file_id, None, NOW)


async def test_there_is_an_end_to_proof(here: Practice) -> None:
    booked = await session(here)
    for number in range(MOST):
        await session_proofs.attach(booked, here.brian, "photo", f"A{number}", None, NOW)
    with pytest.raises(ProofFull):
        await session_proofs.attach(booked, here.brian, "photo", "B", None, NOW)
    assert len(await session_proofs.of(booked.id)) == MOST


@given(st.text(st.sampled_from("ab \n😀ä"), max_size=3 * LONGEST))
def test_pieces_of_a_note_fit_and_lose_nothing(words: str) -> None:
    parts = pieces(words)
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


@pytest.mark.parametrize("words", ["x" * 4096, "😀" * 2048, "word " * 819])
def test_a_message_as_long_as_telegram_lets_it_be_is_two_notes(words: str) -> None:
    assert len(pieces(words)) == 2


async def test_x63_who_works_here_no_longer_neither_writes_nor_reads_notes(here: Practice) -> None:
    booked = await session(here)
    await session_notes.own_session(booked.public_id, here.brian)
    boss = await colleague()
    await people.grant(boss, Role.ADMIN, NOW)
    await roles.take_psychologist(here.brian, boss, NOW)
    with pytest.raises(NotYours):
        await session_notes.own_session(booked.public_id, here.brian)
