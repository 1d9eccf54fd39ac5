"""What somebody hears who may be in danger, and those who look after them (I6)."""

from collections.abc import Sequence

from conversations.danger import Kind, kind_of
from conversations.screen_parts import screen
from conversations.words import Button, Say
from models.crisis import CrisisLine
from models.danger_views import Alert

#: The rule of an intake in which somebody says that it is as bad as it can be.
SEVERITY = "intake.severity"


def help_words(
    kind: Kind, lines: Sequence[CrisisLine], *, told: bool, again: bool, go_on: str
) -> Say:
    """Where help is, at once and as a new message. `go_on` is the value of the button below.

    `told`: somebody of the practice knows. `again`: they have heard the longer words lately.
    """
    args = {
        "opening": Say(f"crisis_{kind}"),
        "lines": "\n".join(_line(line) for line in lines),
        "told": Say("crisis_told" if told else "crisis_not_told"),
    }
    button = Button("crisis_go_on", value=go_on)
    return Say("crisis_again" if again else "crisis_words", args, ((button,),), screen=False)


def _line(line: CrisisLine) -> str:
    """The number first: Telegram makes one that begins with + tappable, a short one is typed."""
    spoken = f" ({', '.join(line.languages)})" if line.languages else ""
    return f"{line.number}  {line.name}{spoken}"


def alert(about: Alert, *, again: bool = False) -> Say:
    """Who, why in one sentence, and how to reach them; none of their words."""
    take = Button("crisis_take", action=("care", about), style="primary")
    key = "crisis_alert_again" if again else "crisis_alert"
    return Say(key, _args(about), ((take,),), screen=False)


def yours(about: Alert) -> Say:
    return Say("crisis_yours", _args(about))


def taken(about: Alert) -> Say:
    """For the others."""
    return Say("crisis_taken", _args(about), screen=False)


def taken_by(about: Alert) -> Say:
    """For whoever wanted to, and was later."""
    return Say("crisis_taken_by", _args(about))


def _args(about: Alert) -> dict[str, object]:
    what = "severity" if about.rule == SEVERITY else kind_of(about.rule)
    return {
        "person": about.name,
        "what": Say(f"crisis_what_{what}"),
        "noticed_at": about.noticed_at,
        "who": about.taken_by or "",
        "ways": screen((), *_ways(about)),
    }


def _ways(about: Alert) -> tuple[Say | None, ...]:
    chat = {"telegram_id": about.telegram_id, "person": about.name}
    session = {"reference": about.reference, "starts_at": about.starts_at}
    return (
        Say("crisis_phone", {"number": about.phone}) if about.phone else None,
        Say("crisis_chat", chat) if about.telegram_id else None,
        None if about.phone or about.telegram_id else Say("crisis_no_way"),
        Say("crisis_session", session) if about.reference else None,
    )
