"""Agreeing to the present texts, a guardian's word, and taking it back."""

from typing import assert_never

from conversations.work.answer import NotPossible
from conversations.work.consents import (
    AgreeForWard,
    Agreeing,
    AgreeTo,
    ComeOfAge,
    ConsentsCommand,
    ConsentsResult,
    DeclineForWard,
    LinkMade,
    ListWords,
    LookAtTexts,
    LookAtWard,
    MakeLink,
    OpenLink,
    ReadText,
    SayAge,
    TakeBack,
    TakeBackForWard,
    TextFound,
    WardFound,
    WordsListed,
)
from handlers import announce
from handlers import announce_consents as consent_news
from handlers.sitting import Sitting
from handlers.standing import is_intake_due
from models.consent_views import Ward
from models.intake_views import ConsentText, Waits
from models.values import ConsentKind
from models.views import BookingView
from services import consent_times, consents, guardian_links, guardian_words, holds
from services.people import Guest

_Texts = tuple[ConsentText, ...]


async def perform(
    sitting: Sitting, guest: Guest, command: ConsentsCommand
) -> ConsentsResult | NotPossible:
    me, present = guest.person_id, sitting.practice.consent_texts(guest.reader.language)
    match command:
        case OpenLink() | LookAtWard() | AgreeForWard() | DeclineForWard():
            return await _as_guardian(sitting, guest, command, present)
        case ListWords() | TakeBack() | TakeBackForWard() | ReadText():
            return await _words(sitting, guest, command, present)
        case MakeLink():
            return await _link(sitting, guest)
        case SayAge(is_minor=is_minor):
            await consents.say_age(me, sitting.now, is_minor=is_minor)
        case AgreeTo():
            await _agree(sitting, me, command, present)
        case ComeOfAge(texts=texts):
            if set(texts) == {(text.kind, text.version) for text in present}:
                await consents.come_of_age(sitting.practice.vault, me, present, sitting.now)
        case LookAtTexts():
            pass
        case _:
            assert_never(command)
    return await _agreeing(sitting, guest, present)


async def _agreeing(sitting: Sitting, guest: Guest, present: _Texts) -> Agreeing:
    """Whoever reads keeps the time that is held for them, as with each step of a booking (B2)."""
    agreement = await consents.agreement(guest.person_id, present)
    kept = await _keep_time(sitting, guest.person_id, agreement.waits)
    asks = kept is not None and await is_intake_due(sitting, kept)
    name = guardian_links.first_name(guest.reader.name)
    return Agreeing(name, present, agreement, kept, asks, sitting.practice.phone)


async def _keep_time(sitting: Sitting, client_id: int, waiting: Waits | None) -> BookingView | None:
    kept = await holds.keep_latest(client_id, sitting.practice.policy, sitting.now)
    if kept is not None:
        await announce.held(sitting, kept, answering=True, waits=waiting)
    return kept


async def _link(sitting: Sitting, guest: Guest) -> LinkMade:
    token = await guardian_links.make(guest.person_id, sitting.now)
    kept = await _keep_time(sitting, guest.person_id, Waits.GUARDIAN)
    link = sitting.practice.link(guardian_links.LINK + token)
    return LinkMade(guest.reader.name, link, kept)


async def _agree(sitting: Sitting, me: int, command: AgreeTo, present: _Texts) -> None:
    """A word on a text that still lacks it: a minor's own only after their guardian's."""
    standing = await consents.agreement(me, present)
    beside = command.guardian is not None
    open_ones = standing.guardians if beside else standing.own
    if standing.is_minor is None or (standing.guardians and not beside):
        return
    await consents.write_down(
        sitting.practice.vault, me, _named(open_ones, command.kind, command.version), me,
        sitting.now, guardian=command.guardian,
    )  # fmt: skip


def _named(texts: _Texts, kind: ConsentKind, version: str) -> _Texts:
    return tuple(text for text in texts if (text.kind, text.version) == (kind, version))


async def _as_guardian(
    sitting: Sitting, guest: Guest,
    command: OpenLink | LookAtWard | AgreeForWard | DeclineForWard, present: _Texts,
) -> WardFound:  # fmt: skip
    """While a guardian reads, the time that their child has chosen is kept as by the child (B2)."""
    me, now = guest.person_id, sitting.now
    if isinstance(command, OpenLink):
        ward = await guardian_links.use(command.token, me, now)
    else:
        ward = await guardian_links.ward_of(command.link_id, me, now)
    kept = await holds.keep_latest(ward.client_id, sitting.practice.policy, now)
    match command:
        case AgreeForWard():
            await _agree_for(sitting, me, ward, command, present, kept)
        case DeclineForWard():
            await consent_news.guardian_decided(sitting, ward.client_id, agreed=False)
        case _:
            pass
    standing = await consents.agreement(ward.client_id, present)
    if kept is not None:
        await announce.held(sitting, kept, answering=True, waits=standing.waits)
    return WardFound(ward, present, standing.guardians)


async def _agree_for(
    sitting: Sitting, me: int, ward: Ward, command: AgreeForWard, present: _Texts,
    kept: BookingView | None,
) -> None:  # fmt: skip
    """The client hears of it with the last word that was missing, once."""
    lacking = (await consents.agreement(ward.client_id, present)).guardians
    agreed = _named(lacking, command.kind, command.version)
    await consents.write_down(
        sitting.practice.vault, ward.client_id, agreed, me, sitting.now, guardian=command.guardian
    )
    if agreed and lacking == agreed:
        await consent_news.guardian_decided(sitting, ward.client_id, agreed=True, kept=kept)


async def _words(
    sitting: Sitting,
    guest: Guest,
    command: ListWords | TakeBack | TakeBackForWard | ReadText,
    present: _Texts,
) -> WordsListed | TextFound | NotPossible:
    me, practice, now = guest.person_id, sitting.practice, sitting.now
    if isinstance(command, ReadText):
        found = practice.library.one(
            command.kind, command.version, guest.reader.language, practice.name
        )
        return TextFound(found) if found else NotPossible("consents_text_gone")
    ahead = await consent_times.ahead(me, now)
    if isinstance(command, TakeBack):
        text = next(text for text in present if text.kind is command.kind)
        if await consents.take_back(me, text.kind, now):
            await consent_news.withdrawn(sitting, ahead, text)
    if isinstance(command, TakeBackForWard):
        await _take_back_for_ward(sitting, me, command.link_id)
    words = await consents.words(practice.vault, me)
    agreement, wards = await consents.agreement(me, present), await guardian_words.wards(me)
    return WordsListed(words, present, agreement, ahead, wards)


async def _take_back_for_ward(sitting: Sitting, me: int, link_id: int) -> None:
    ward, done = await guardian_words.take_back(me, link_id, sitting.now)
    if done:
        ahead = await consent_times.ahead(ward.client_id, sitting.now)
        await consent_news.withdrawn_by_guardian(sitting, ward.client_id, ahead)
