"""The screens of /payments: what waits for its owner, one of them, and what giving it would do."""

from conversations.booking_screens import details
from conversations.words import Button, Keyboard, Say
from conversations.work.unallocated import (
    GivingForeseen,
    MoneyGiven,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedListed,
)
from models.unallocated_views import EffectKind, FoundMoney
from models.views import BookingView

_DONE = Button("done", value="cancel")
_NAVIGATION = (Button("back", value="back"), _DONE)


def listed(found: UnallocatedListed, page: int) -> Say:
    rows = tuple(
        (Button("unallocated_button", money_args(money), value=f"m{money.public_id.hex}"),)
        for money in found.payments
    )
    earlier = (Button("earlier", value=f"g{page - 1}"),) if page else ()
    later = (Button("later", value=f"g{page + 1}"),) if found.more else ()
    keyboard = tuple(row for row in (*rows, (*earlier, *later), (_DONE,)) if row)
    lines = tuple(Say("unallocated_line", money_args(money)) for money in found.payments)
    return Say("unallocated_list" if lines else "unallocated_none", {"lines": lines}, keyboard)


def one(found: MoneyLookedAt) -> Say:
    """What is known of it, and where it may belong."""
    rows: Keyboard = (
        *(_for(booking) for booking in found.near),
        (Button("find_owner", value="f"),),
        (Button("send_it_back", value="r", style="danger"),),
        _NAVIGATION,
    )
    hint = Say("unallocated_near" if found.near else "unallocated_no_hint")
    return Say("unallocated_one", {**money_args(found.money), "hint": hint}, rows)


def ask() -> Say:
    return Say("owner_ask", {}, (_NAVIGATION,))


def owners(found: OwnersFound, said: str) -> Say:
    rows: Keyboard = (
        *(_for(booking) for booking in found.bookings),
        *(
            (Button("keep_for", {"name": client.name}, value=f"c{client.public_id.hex}"),)
            for client in found.clients
        ),
        _NAVIGATION,
    )
    key = "owners_found" if len(rows) > 1 else "owners_none"
    return Say(key, {"said": said, **money_args(found.money)}, rows)


def sure(foreseen: GivingForeseen) -> Say:
    effect = foreseen.effect
    style = "danger" if effect.kind is EffectKind.GOES_BACK else "success"
    yes = Button(f"give_{effect.kind}", value="y", style=style)
    args = {"effect": _effect(foreseen), **money_args(foreseen.money)}
    return Say("giving_sure", args, ((yes,), _NAVIGATION))


def given(done: MoneyGiven) -> Say:
    more = ((Button("more_unallocated", command="payments"),),)
    return Say("giving_done", {"effect": _effect(done), **money_args(done.money)}, more)


def settled(money: FoundMoney) -> Say:
    """Somebody was quicker, or it is an old message's button: how it stands."""
    by = Say("settled_by", {"by": money.by}) if money.by else ""
    args = {**money_args(money), "by": by, "owner": money.owner, "reference": money.reference}
    more = ((Button("more_unallocated", command="payments"),),)
    return Say(f"money_{money.fate}", args, more)


def _effect(of: GivingForeseen | MoneyGiven) -> Say:
    effect = of.effect
    booking = details(effect.booking) if effect.booking else {}
    kept = Say("giving_keeps", {"kept": effect.kept, "client": effect.client})
    args = {
        **booking,
        "client": effect.client,
        "rest": effect.rest,
        "kept": effect.kept,
        "more": kept if effect.kept.minor and effect.kind is EffectKind.CONFIRMS else "",
    }
    key = f"giving_{effect.kind}"
    if effect.kind is EffectKind.CREDIT and effect.booking:
        key = "giving_credit_of_booking"
    return Say(key, args)


def _for(booking: BookingView) -> tuple[Button, ...]:
    named = {"reference": booking.reference, "client": booking.client_name,
             "starts_at": booking.starts_at}  # fmt: skip
    return (Button("for_booking", named, value=f"b{booking.public_id.hex}"),)


def money_args(money: FoundMoney) -> dict[str, object]:
    """Amount, instant, and what the payer typed and is called."""
    return {
        "amount": money.amount,
        "came_at": money.came_at,
        "account": money.account or Say("no_account"),
        "payer": money.payer or Say("no_payer"),
        "code": money.code or Say("no_code"),
    }
