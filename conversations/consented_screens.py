"""The screens of /consents: the list, a text, and what taking one back brings with it."""

from collections.abc import Iterator

from conversations.agree_screens import written
from conversations.consents import parted
from conversations.words import Button, Say
from conversations.work.consents import WordsListed
from models.consent_views import Ward, Word
from models.intake_views import ConsentText
from models.values import ConsentKind

#: Children of one guardian in one row.
MOST_WARDS = 4
_CLOSE = (Button("consents_close", value="cancel"),)


def named(value: str) -> tuple[ConsentKind | None, str]:
    """What a button is about: `<kind> <version>`."""
    kind, _, version = value.partition(" ")
    return (ConsentKind(kind) if kind in list(ConsentKind) else None), version


def is_given(found: WordsListed, kind: ConsentKind) -> bool:
    return any(word.kind is kind and word.is_given for word in _own(found))


def listed(found: WordsListed) -> Say:
    """Each kind that was ever agreed to, and a way to what is missing."""
    lines = [_line(found, text) for text in found.present]
    rows = [row for text in found.present if (row := tuple(_buttons(found, text)))]
    if found.agreement.is_minor is None or found.agreement.own or found.agreement.guardians:
        rows.append((Button("consents_agree", command="agree", style="primary"),))
    elif found.agreement.is_minor:
        rows.append((Button("guardian_adult_now", command="agree grown"),))
    if found.wards:
        rows.append(tuple(map(_ward, found.wards[:MOST_WARDS])))
    return Say("consents_list", {"lines": tuple(lines)}, (*rows, _CLOSE))


def text(shown: ConsentText) -> Say:
    args = {**written(shown), "version": shown.version}
    return Say("consents_text", args, ((Button("back", value="back"),),))


def taking_for(ward: Ward) -> Say:
    """What a guardian's change of mind brings with it."""
    rows = (
        (Button("consents_take_back", value="t", style="danger"),),
        (Button("back", value="back"),),
    )
    return Say("consents_taking_for", {"name": ward.first_name}, rows)


def taking(found: WordsListed, kind: ConsentKind) -> Say:
    title = next(parted(text)[0] for text in found.present if text.kind is kind)
    sessions = Say("consents_ahead", {"total": len(found.ahead)}) if found.ahead else ""
    rows = (
        (Button("consents_take_back", value="t", style="danger"),),
        (Button("back", value="back"),),
    )
    return Say("consents_taking", {"title": title, "sessions": sessions}, rows)


def _ward(ward: Ward) -> Button:
    return Button("consents_for_ward", {"name": ward.first_name}, value=f"c{ward.link_id}")


def _line(found: WordsListed, text: ConsentText) -> Say:
    title, _ = parted(text)
    words = [word for word in found.words if word.kind is text.kind]
    said = tuple(_said(word, text) for word in words) or (Say("consents_never"),)
    return Say("consents_line", {"title": title, "said": Say("consents_both", {
        "first": said[0], "second": said[1] if len(said) > 1 else ""})})  # fmt: skip


def _said(word: Word, text: ConsentText) -> Say:
    guardian = word.guardian or Say("consents_some_guardian")
    args = {"given_at": word.given_at, "version": word.version, "guardian": guardian}
    if not word.is_given:
        return Say("consents_withdrawn", args)
    key = "consents_by_guardian" if word.by_guardian else "consents_given"
    older = Say("consents_newer") if word.version != text.version else ""
    return Say(key, {**args, "older": older})


def _buttons(found: WordsListed, text: ConsentText) -> Iterator[Button]:
    """Read it as it was agreed to, and take it back while it stands."""
    title, _ = parted(text)
    own = [word for word in _own(found) if word.kind is text.kind]
    for word in own:
        about = f"{text.kind} {word.version}"
        yield Button("consents_read", {"title": title}, value=f"r{about}")
        if word.is_given:
            yield Button("consents_withdraw", value=f"w{about}")


def _own(found: WordsListed) -> tuple[Word, ...]:
    return tuple(word for word in found.words if not word.by_guardian)
