"""The screens of /forget: what would go, what stays, the last question, the last words."""

from conversations.farewell_parts import sessions, ways_on
from conversations.screen_parts import amounts, screen
from conversations.words import Button, Keyboard, Say
from conversations.work.privacy import Forgotten
from models.changes import Outcome
from models.money_views import WayBack
from models.rights_views import Farewell, Obstacle
from models.values import Money, Provider

_STAY = Button("forget_stay", value="cancel")


def not_now(farewell: Farewell) -> Say:
    """Why it can't be done now, and the way out."""
    key = f"forget_not_{farewell.obstacle}"
    again: Keyboard = ((Button("forget_again", command="forget"),),)
    if farewell.obstacle is Obstacle.STAFF:
        return Say(key)
    return Say(key, {"until": farewell.until}, again)


def preview(farewell: Farewell) -> Say:
    return screen(
        ways_on(farewell, _STAY),
        Say("forget_preview"),
        _endings(farewell),
        Say("forget_credit", {"credit": amounts(farewell.credit)}) if farewell.credit else None,
        Say("forget_by_hand") if farewell.credit and not farewell.can_be_sent else None,
        Say("forget_stays", {"days": Say("count_days", {"count": farewell.delete_days})}),
    )


def last(farewell: Farewell, *, gives_up: bool) -> Say:
    """The exact result stands above the button that brings it about."""
    keyboard = (
        (Button("forget_do", value="y", style="danger"),),
        (Button("back", value="back"), _STAY),
    )
    return screen(keyboard, Say("forget_last"), _endings(farewell), _money(farewell, gives_up))


def goodbye(forgotten: Forgotten) -> Say:
    gone = forgotten.gone
    money = (*gone.sent_back, *(e.outcome.owed.sent_back for e in gone.endings))
    parts = (
        Say("forgotten_ended", {"count": len(gone.endings)}) if gone.endings else None,
        Say("forgotten_money", {"amount": amounts(_sums(money))}) if _sums(money) else None,
        Say("forgotten_given_up", {"amount": amounts(gone.given_up)}) if gone.given_up else None,
        Say("forgotten_remains", {"until": gone.delete_after}),
    )
    return screen((), Say("forgotten"), *parts)


def _endings(farewell: Farewell) -> Say | None:
    return sessions(farewell.endings, _money_of, "forget_more_sessions")


def _money_of(outcome: Outcome) -> Say:
    if outcome.kept.minor:
        return Say("forget_session_kept", {"kept": outcome.kept})
    if not outcome.refund.minor:
        return Say("forget_session_unpaid")
    if outcome.owed.sent_back.minor:
        return Say("forget_session_back", {"refund": outcome.owed.sent_back})
    return Say("forget_session_credit", {"credit": outcome.as_credit})


def _money(farewell: Farewell, gives_up: bool) -> Say | None:
    if not farewell.credit:
        return None
    if gives_up:
        return Say("forget_gives_up", {"credit": amounts(farewell.credit)})
    return Say("forget_goes_back", {"ways": tuple(map(_way, farewell.ways))})


def _way(way: WayBack) -> Say:
    to = Say("credit_to_card")
    if way.provider is not Provider.PAYSTACK:
        phone = way.phone
        to = Say("refund_to_phone", {"phone": phone}) if phone else Say("refund_to_payer")
    return Say("credit_way", {"amount": way.amount, "to": to})


def _sums(money: tuple[Money, ...]) -> tuple[Money, ...]:
    """Together, by currency."""
    found: dict[str, int] = {}
    for one in money:
        found[one.currency] = found.get(one.currency, 0) + one.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(found.items()) if minor)
