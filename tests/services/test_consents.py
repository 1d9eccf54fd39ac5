"""Consents: rows that only grow, the newest of each side counts, and a minor agrees second (I4)."""

from dataclasses import replace

import pytest
from tortoise.exceptions import OperationalError

from conversations.consents import present
from models.database import count, rows
from models.intake_views import ConsentText, Waits
from models.values import ConsentKind
from services import consents
from services.vault import Vault
from tests.people import NOW, Practice, hours

VAULT = Vault({1: b"k" * 32})
TEXTS = present("en", "Smiling Steps")
MARKED = "Wanjiru MARKED-4417"

pytestmark = pytest.mark.usefixtures("db")


def newer(kind: ConsentKind) -> tuple[ConsentText, ...]:
    """The same texts, one of them in a version to come."""
    return tuple(
        replace(text, version="2027-03-01") if text.kind is kind else text for text in TEXTS
    )


async def adult(here: Practice) -> int:
    await consents.say_age(here.amina, NOW, is_minor=False)
    return here.amina


async def minor(here: Practice) -> int:
    await consents.say_age(here.amina, NOW, is_minor=True)
    return here.amina


async def agree(who: int, *texts: ConsentText, guardian: str | None = None) -> None:
    await consents.write_down(VAULT, who, texts or TEXTS, who, NOW, guardian=guardian)


async def test_i4_who_when_which_text_and_its_hash(here: Practice) -> None:
    amina = await adult(here)
    await agree(amina)
    stored = await rows("SELECT * FROM consents ORDER BY id")
    assert [(r["kind"], r["version"], r["text_sha256"]) for r in stored] == [
        (text.kind.value, text.version, text.sha256) for text in TEXTS
    ]
    assert {(r["person_id"], r["given_by_id"], r["given_at"]) for r in stored} == {
        (amina, amina, NOW)
    }
    assert await consents.missing(amina, TEXTS) == ()


async def test_i4_nothing_is_agreed_to_before_the_age_is_known(here: Practice) -> None:
    await agree(here.amina)
    assert await consents.missing(here.amina, TEXTS) == TEXTS
    assert not (await consents.agreement(here.amina, TEXTS)).is_complete
    await adult(here)
    assert (await consents.agreement(here.amina, TEXTS)).is_complete


@pytest.mark.parametrize("kind", list(ConsentKind))
async def test_i4_a_new_version_is_asked_for_again_and_only_it(
    here: Practice, kind: ConsentKind
) -> None:
    amina = await adult(here)
    await agree(amina)
    changed = newer(kind)
    assert [text.kind for text in await consents.missing(amina, changed)] == [kind]
    await agree(amina, *(text for text in changed if text.kind is kind))
    assert await consents.missing(amina, changed) == ()
    assert len(await rows("SELECT 1 FROM consents")) == 5


async def test_i4_taking_back_is_a_row_and_closes_the_gate(here: Practice) -> None:
    amina = await adult(here)
    assert not await consents.take_back(amina, ConsentKind.TERMS, NOW)
    await agree(amina)
    assert await consents.take_back(amina, ConsentKind.TERMS, hours(1))
    assert not await consents.take_back(amina, ConsentKind.TERMS, hours(2))
    assert [text.kind for text in await consents.missing(amina, TEXTS)] == [ConsentKind.TERMS]
    assert not (await consents.given(amina))[ConsentKind.TERMS].is_given
    assert len(await rows("SELECT 1 FROM consents")) == 5
    await agree(amina, TEXTS[3])
    assert await consents.missing(amina, TEXTS) == ()


async def test_i4_under_18_both_words_are_needed(here: Practice) -> None:
    amina = await minor(here)
    standing = await consents.agreement(amina, TEXTS)
    assert (standing.own, standing.guardians) == (TEXTS, TEXTS)
    assert standing.waits is Waits.GUARDIAN
    await agree(amina, guardian=MARKED)
    standing = await consents.agreement(amina, TEXTS)
    assert (standing.own, standing.guardians) == (TEXTS, ())
    assert await consents.missing(amina, TEXTS) == TEXTS
    await agree(amina)
    assert await consents.missing(amina, TEXTS) == ()
    changed = newer(ConsentKind.TERMS)
    standing = await consents.agreement(amina, changed)
    assert [text.kind for text in standing.guardians] == [ConsentKind.TERMS]


async def test_i4_a_minors_own_word_is_no_guardians(here: Practice) -> None:
    amina = await minor(here)
    await agree(amina)
    assert (await consents.agreement(amina, TEXTS)).guardians == TEXTS


async def test_i4_a_guardians_word_is_nobody_elses(here: Practice) -> None:
    """Once she is of age, what her mother agreed to is not what she agreed to."""
    amina = await minor(here)
    await consents.write_down(VAULT, amina, TEXTS, here.chidi, NOW, guardian=MARKED)
    await count("UPDATE people SET is_minor = false")
    assert await consents.missing(amina, TEXTS) == TEXTS
    assert await consents.given(amina) == {}


async def test_i4_the_guardians_name_is_sealed_and_opens_for_the_client(here: Practice) -> None:
    amina = await minor(here)
    await agree(amina, guardian=MARKED)
    await agree(amina)
    stored = await rows("SELECT guardian FROM consents WHERE guardian IS NOT NULL")
    assert len(stored) == 4
    assert not any(MARKED.encode() in r["guardian"] for r in stored)
    words = await consents.words(VAULT, amina)
    assert {word.guardian for word in words if word.by_guardian} == {MARKED}
    assert {word.guardian for word in words if not word.by_guardian} == {None}
    assert len(words) == 8
    assert MARKED not in repr(words)


async def test_d2_a_name_whose_key_is_destroyed_is_gone_and_the_words_stay(
    here: Practice,
) -> None:
    amina = await minor(here)
    await agree(amina, guardian=MARKED)
    await VAULT.destroy(amina, NOW)
    words = await consents.words(VAULT, amina)
    assert [(word.by_guardian, word.guardian) for word in words] == [(True, None)] * 4


async def test_i4_younger_may_be_said_later_older_only_by_agreeing_anew(here: Practice) -> None:
    amina = await adult(here)
    await minor(here)
    await adult(here)
    assert (await consents.agreement(amina, TEXTS)).is_minor
    await consents.come_of_age(VAULT, amina, TEXTS, NOW)
    standing = await consents.agreement(amina, TEXTS)
    assert standing.is_minor is False
    assert standing.is_complete
    trail = await rows(
        "SELECT after, person_id FROM audit_log WHERE action = 'age_said' ORDER BY id"
    )
    assert [(r["after"], r["person_id"]) for r in trail] == [
        ("adult", amina), ("under_18", amina), ("adult", amina),
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["UPDATE consents SET is_given = false", "DELETE FROM consents"])
async def test_i4_what_was_agreed_to_is_evidence(here: Practice, change: str) -> None:
    await agree(await adult(here))
    with pytest.raises(OperationalError):
        await count(change)
