"""The screens of a client's own money."""

from conversations.screen_parts import amounts, screen
from conversations.words import Button, Keyboard, Say
from models.money_views import MyMoney, PaidView, WayBack
from models.refund_views import RefundView
from models.values import Provider, RefundState

_DONE = Button("done", value="cancel")
_RECEIPTS = (Button("my_receipts", command="receipts"),)
_OVER = (RefundState.DONE, RefundState.WITHDRAWN)


def overview(money: MyMoney) -> Say:
    open_ones = tuple(one for one in money.refunds if one.state not in _OVER)
    gone = tuple(one for one in money.refunds if one.state is RefundState.DONE)
    kept = Say("credit_kept", {"credit": money.credit}) if money.credit.minor else None
    return screen(
        _buttons(money),
        kept or Say("credit_none"),
        _listed("credit_on_its_way", tuple(map(_on_its_way, open_ones))),
        _listed("credit_gone", tuple(map(_gone, gone))),
        _listed("credit_paid", tuple(map(_paid, money.paid))),
        Say("client_book", {"completed": money.book.sessions, "spent": amounts(money.book.spent)}),
    )


def confirm(money: MyMoney) -> Say:
    """The exact result stands above the button that brings it about."""
    yes = Button("credit_send", {"credit": money.credit}, value="y", style="primary")
    keyboard = ((yes,), (Button("credit_keep", value="back"),))
    args = {"credit": money.credit, "ways": tuple(map(_way, money.ways))}
    return Say("credit_confirm", args, keyboard)


def sent(before: MyMoney) -> Say:
    see = ((Button("see_credit", command="credit"),),)
    args = {"credit": before.credit, "ways": tuple(map(_way, before.ways))}
    return Say("credit_goes_back", args, see)


def _buttons(money: MyMoney) -> Keyboard:
    book, papers = Button("book_session", command="book"), _RECEIPTS if money.paid else ()
    if not money.credit.minor:
        return ((book, *papers), (_DONE,))
    send = Button("credit_send_back", value="send")
    return ((book, *papers), (send,), (_DONE,))


def _listed(key: str, lines: tuple[Say, ...]) -> Say | None:
    return Say(key, {"lines": lines}) if lines else None


def _on_its_way(refund: RefundView) -> Say:
    return Say("credit_refund_by_hand" if refund.waits else "credit_refund", _refund(refund))


def _gone(refund: RefundView) -> Say:
    return Say("credit_refunded", {**_refund(refund), "on": refund.changed_at})


def _refund(refund: RefundView) -> dict[str, object]:
    return {
        "amount": refund.amount,
        "to": _to(refund.provider, refund.phone),
        "receipt": f" · {refund.code}" if refund.code and refund.phone else "",
    }


def _paid(paid: PaidView) -> Say:
    named = Say("refund_for", {"reference": paid.reference}) if paid.reference else ""
    args = {"amount": paid.amount, "on": paid.received_at, "for_booking": named}
    return Say("credit_paid_line", {**args, "receipt": f" · {paid.code}" if paid.code else ""})


def _way(way: WayBack) -> Say:
    return Say("credit_way", {"amount": way.amount, "to": _to(way.provider, way.phone)})


def _to(provider: Provider, phone: str | None) -> Say:
    if provider is Provider.PAYSTACK:
        return Say("credit_to_card")
    if provider is Provider.HAND:
        return Say("credit_to_hand")
    return Say("refund_to_phone", {"phone": phone}) if phone else Say("refund_to_payer")
