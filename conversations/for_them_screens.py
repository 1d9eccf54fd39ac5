"""The screens of what an admin does for a client without a chat."""

from conversations.farewell_parts import sessions, ways_on
from conversations.screen_parts import amounts, screen
from conversations.words import Button, Export, Say
from conversations.work.for_them import AskedBy, DataHandedOut
from models.changes import Outcome
from models.rights_views import Farewell, Gone

#: Minutes for which the file stays in the admin's chat.
STAYS = 30

_KEEP = Button("for_them_keep", value="cancel")
_NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))


def how(name: str, *, forget: bool) -> Say:
    rows = tuple(
        (Button(f"for_them_by_{asked}", value=f"a{index}"),) for index, asked in enumerate(AskedBy)
    )
    return Say("forget_them" if forget else "data_for_them", {"name": name}, (*rows, _NAVIGATION))


def hand_out(name: str) -> Say:
    show = Button("hand_to_show", value="s", style="primary")
    keyboard = ((show,), (Button("hand_to_print", value="p"),), _NAVIGATION)
    return Say("hand_out", {"name": name, "stays": STAYS}, keyboard)


def handed(out: DataHandedOut) -> tuple[Say, ...]:
    """To be shown, it can't be copied or sent on; to be printed, it can, and goes as soon."""
    secret = None if out.to_print else out.person_id
    paper = Export(out.person, "pdf", with_intake=False)
    args = {"name": out.name, "stays": STAYS}
    return (
        Say("handed_out_to_print" if out.to_print else "handed_out", args),
        Say("handed_file", {"name": out.name}, screen=False, paper=paper, secret_of=secret,
            vanishes=STAYS),
    )  # fmt: skip


def not_now(farewell: Farewell) -> Say:
    return Say(f"for_them_not_{farewell.obstacle}", {"until": farewell.until})


def preview(name: str, farewell: Farewell) -> Say:
    credit = {"credit": amounts(farewell.credit)} if farewell.credit else None
    return screen(
        ways_on(farewell, _KEEP),
        Say("for_them_preview", {"name": name}),
        _endings(farewell),
        Say("for_them_credit", credit) if credit else None,
        Say("for_them_by_hand") if credit and not farewell.can_be_sent else None,
        Say("for_them_stays", {"days": Say("count_days", {"count": farewell.delete_days})}),
    )


def last(name: str, farewell: Farewell, *, gives_up: bool) -> Say:
    """The exact result stands above the button that brings it about."""
    keyboard = (
        (Button("for_them_do", value="y", style="danger"),),
        (Button("back", value="back"), _KEEP),
    )
    money = None
    if farewell.credit:
        key = "for_them_gives_up" if gives_up else "for_them_goes_back"
        money = Say(key, {"credit": amounts(farewell.credit)})
    asked = Say("for_them_last", {"name": name})
    return screen(keyboard, asked, _endings(farewell), money)


def goodbye(gone: Gone) -> Say:
    ended = Say("for_them_ended", {"count": len(gone.endings)}) if gone.endings else None
    return screen((), Say("for_them_gone", {"until": gone.delete_after}), ended)


def _endings(farewell: Farewell) -> Say | None:
    return sessions(farewell.endings, _money_of, "for_them_more_sessions")


def _money_of(outcome: Outcome) -> Say:
    if outcome.kept.minor:
        return Say("client_left_kept", {"kept": outcome.kept})
    if outcome.owed.sent_back.minor:
        return Say("client_left_back", {"refund": outcome.owed.sent_back})
    if outcome.as_credit.minor:
        return Say("for_them_is_credit", {"credit": outcome.as_credit})
    return Say("client_left_free")
