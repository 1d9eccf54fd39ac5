"""A psychologist's own profile: made, changed, sent for approval."""

from typing import assert_never

from conversations.work.answer import NotPossible
from conversations.work.profile import (
    AddWords,
    Invited,
    Listed,
    LookAtProfile,
    MakeProfile,
    NoProfile,
    PauseProfile,
    ProfileCommand,
    ProfileFound,
    ProfileResult,
    SubmitProfile,
    ToggleWord,
    UseInvitation,
    WriteProfile,
    Written,
)
from handlers import announce_onboarding as announce
from handlers.sitting import Sitting
from models.profile_views import ProfileView
from services import invitations, profile_views, profiles
from services.people import Guest
from services.transaction import savepoint

_FIELDS = {
    Written.TITLE: profiles.Field.TITLE,
    Written.BIO: profiles.Field.BIO,
    Written.PHOTO: profiles.Field.PHOTO,
}
_WORDS = {
    Listed.SPECIALTIES: profiles.Words.SPECIALTIES,
    Listed.LANGUAGES: profiles.Words.LANGUAGES,
}


async def perform(
    sitting: Sitting, guest: Guest, command: ProfileCommand
) -> ProfileResult | NotPossible:
    me = guest.person_id
    match command:
        case LookAtProfile():
            present = await profile_views.of_person(me)
            return _found(sitting, present) if present else NoProfile()
        case MakeProfile():
            return _found(sitting, await profiles.make(me, guest.reader.name))
        case UseInvitation(token=token):
            return await _use(sitting, guest, token)
        case WriteProfile():
            await _write(me, command)
        case ToggleWord(what=what, word=word):
            await profiles.toggle_word(me, _WORDS[what], word)
        case AddWords(what=what, words=words):
            await profiles.add_words(me, _WORDS[what], words)
        case PauseProfile(paused=paused):
            await profiles.pause(me, sitting.now if paused else None)
        case SubmitProfile():
            if await profiles.submit(me, sitting.now):
                await announce.submitted(sitting, await _mine(me))
        case _:
            assert_never(command)
    return _found(sitting, await _mine(me))


async def _mine(person_id: int) -> ProfileView:
    present = await profile_views.of_person(person_id)
    if present is None:
        raise profiles.NoProfile("nothing to look at")
    return present


def _found(sitting: Sitting, profile: ProfileView) -> ProfileFound:
    return ProfileFound(profile, sitting.practice.link(profiles.LINK + profile.slug))


async def _use(sitting: Sitting, guest: Guest, token: str) -> ProfileFound | Invited:
    """Who has a profile needs no invitation: it stays good for somebody else."""
    present = await profile_views.of_person(guest.person_id)
    if present is not None:
        return _found(sitting, present)
    label = await invitations.use(token, guest.person_id, sitting.now)
    await profiles.make(guest.person_id, guest.reader.name)
    return Invited(label, guest.reader.name)


async def _write(person_id: int, command: WriteProfile) -> None:
    if command.what is Written.SLUG:
        async with savepoint():
            await profiles.change_slug(person_id, command.value or "")
        return
    await profiles.change(person_id, _FIELDS[command.what], command.value)
