"""The screens of /reminders."""

from datetime import time
from typing import Final

from conversations.words import Button, Keyboard, Say
from models.values import ReminderKind, SmsWish
from models.wish_views import WishView

_NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))
#: Quiet hours that one tap sets.
QUIET: Final = ((time(21), time(7)), (time(22), time(6)), (time(20), time(8)))


def menu(mine: WishView) -> Say:
    """What will happen, in one glance, and what can be changed."""
    args = {
        "what": what(mine),
        "quiet": _quiet(mine),
        "shared": Say("wishes_shared") if mine.shares_phone else "",
        "email": _email(mine),
        "digest": _digest(mine),
        "off": _off(mine),
    }
    rows: list[tuple[Button, ...]] = [
        (Button("change_when", value="when"), Button("change_where", value="where")),
        (Button("change_quiet", value="quiet"), Button("change_shared", value="shared")),
    ]
    mail = (Button("change_email", value="email"),) if mine.has_email else ()
    digest = (Button("change_digest", value="digest"),) if mine.has_digest else ()
    if mail or digest:
        rows.append((*mail, *digest))
    if mine.has_sms and mine.phone is not None and (mine.stopped or mine.dead):
        rows.append((Button("sms_start", value="start"),))
    if mine.phone is None:
        rows.append((_phone_button(),))
    rows.append((Button("all_settings", command="settings"), Button("done", value="cancel")))
    return Say("wishes_menu", args, tuple(rows))


def what(mine: WishView) -> Say:
    """When and where, as one sentence; or why nothing comes."""
    kinds = [kind for kind in ReminderKind if kind in mine.kinds]
    ways = ways_of(mine)
    if not kinds:
        return Say("wishes_no_kind")
    if not ways:
        return Say("wishes_no_way")
    when_ = Say(f"wish_{'_'.join(kinds)}")
    return Say("wishes_what", {"when": when_, "where": Say(f"ways_{'_'.join(ways)}")})


def ways_of(mine: WishView) -> tuple[str, ...]:
    """By which ways a reminder arrives as things are: "else" is an SMS where the chat can't."""
    sms = mine.may_sms and mine.by_sms is not SmsWish.NEVER
    alone = mine.by_sms is SmsWish.ALWAYS or not mine.by_chat
    ways = (
        ("chat", mine.by_chat),
        ("sms", sms and alone),
        ("else", sms and not alone),
        ("mail", mine.by_email and mine.may_mail),
    )
    return tuple(name for name, there in ways if there)


def _quiet(mine: WishView) -> Say:
    return Say("wishes_quiet", _hours(*mine.quiet)) if mine.quiet else Say("wishes_no_quiet")


def _hours(since: time, until: time) -> dict[str, time]:
    return {"since": since, "until": until}


def _email(mine: WishView) -> Say | str:
    if not mine.has_email:
        return ""
    return Say("wishes_email", {"email": mine.email}) if mine.email else Say("wishes_no_email")


def _digest(mine: WishView) -> Say | str:
    if not mine.has_digest:
        return ""
    if not mine.digest:
        return Say("wishes_no_digest")
    return Say(f"wishes_digest{_for_whom(mine)}")


def _for_whom(mine: WishView) -> str:
    if mine.is_psychologist and mine.is_admin:
        return "_both"
    return "_staff" if mine.is_psychologist else "_admin"


def _off(mine: WishView) -> Say | str:
    """Why no SMS arrives though it was wished."""
    if not mine.has_sms or mine.by_sms is SmsWish.NEVER:
        return ""
    if mine.phone is None:
        return Say("sms_no_phone")
    if mine.stopped:
        return Say("sms_is_stopped")
    return Say("sms_is_dead") if mine.dead else ""


def when(mine: WishView) -> Say:
    switches = tuple(
        (_switch(f"wish_{kind}", f"{kind}", is_on=kind in mine.kinds),) for kind in ReminderKind
    )
    return Say("wishes_when", {"what": what(mine)}, (*switches, _NAVIGATION))


def where(mine: WishView) -> Say:
    rows: list[tuple[Button, ...]] = [(_switch("way_chat", "chat", is_on=mine.by_chat),)]
    if mine.has_sms and mine.phone is not None and (mine.stopped or mine.dead):
        rows.append((Button("sms_start", value="start"),))
    elif mine.may_sms:
        rows += [(_choice(wish, chosen=wish is mine.by_sms),) for wish in SmsWish]
    if mine.may_mail:
        rows.append((_switch("way_mail", "mail", is_on=mine.by_email),))
    if mine.phone is None:
        rows.append((_phone_button(),))
    return Say("wishes_where", {"what": what(mine), "off": _off(mine)}, (*rows, _NAVIGATION))


def quiet(mine: WishView) -> Say:
    presets = tuple(
        Button("quiet_preset", _hours(since, until), value=f"quiet {since:%H%M}-{until:%H%M}",
               style="success" if mine.quiet == (since, until) else None)
        for since, until in QUIET
    )  # fmt: skip
    off = Button("quiet_off", value="quiet off", style=None if mine.quiet else "success")
    keyboard: Keyboard = (presets[:2], (presets[2], off), _NAVIGATION)
    return Say("wishes_quiet_when", {"quiet": _quiet(mine)}, keyboard)


def shared(mine: WishView) -> Say:
    row = (
        _lit("shared_yes", "shared on", is_on=mine.shares_phone),
        _lit("shared_no", "shared off", is_on=not mine.shares_phone),
    )
    return Say("wishes_shared_ask", {}, (row, _NAVIGATION))


def digest(mine: WishView) -> Say:
    row = (
        _lit("digest_yes", "digest on", is_on=mine.digest),
        _lit("digest_no", "digest off", is_on=not mine.digest),
    )
    return Say(f"wishes_digest_ask{_for_whom(mine)}", {}, (row, _NAVIGATION))


def email(mine: WishView, *, waits: bool = False) -> Say:
    if not mine.has_email:
        return Say("email_none_here", {}, (_NAVIGATION,))
    rows: list[tuple[Button, ...]] = []
    if waits:
        rows.append((Button("email_type_code", value="typecode", style="primary"),))
    if mine.email:
        rows.append((Button("email_remove", value="forget"),))
    return Say("wishes_email_ask", {"email": _email(mine)}, (*rows, _NAVIGATION))


def code(address: str) -> Say:
    return Say("wishes_code", {"email": address}, (_NAVIGATION,))


def _switch(key: str, what_: str, *, is_on: bool) -> Button:
    """Says how it is, and turns it round."""
    state = Say("switched_on" if is_on else "switched_off")
    return Button("switch", {"what": Say(key), "state": state},
                  value=f"{what_} {'off' if is_on else 'on'}",
                  style="success" if is_on else None)  # fmt: skip


def _choice(wish: SmsWish, *, chosen: bool) -> Button:
    return Button(f"sms_{wish}", value=f"sms {wish}", style="success" if chosen else None)


def _lit(key: str, value: str, *, is_on: bool) -> Button:
    return Button(key, value=value, style="success" if is_on else None)


def _phone_button() -> Button:
    return Button("set_phone", command="settings phone")
