"""What an SMS means, in English, Kiswahili and Sheng: rules over word lists; in doubt it is asked.

Every word of a message must be known from `sms_words/`, and together they must say one thing. So
words of danger, of somebody else's business or of another language are never an action: they are
in no list, and UNCLEAR is what remains. `danger.screen` runs over every SMS before all this.

**What the texts that we send may offer**: words, and C. YES (NDIYO) says that they come; CANCEL, C
(GHAIRI), CHANGE (BADILISHA), PAY (LIPA), STOP (ACHA), START (ANZA), HELP (MSAADA) mean the same at
any time. CANCEL and C are never enough: "Reply 4821 to cancel" follows; four digits are a CODE.
**Digits** are offered only to choose from a list in the same SMS ("Which one? 1 or 2"), never to
confirm or cancel: an answer that comes late would otherwise choose something else. **N and H are
never offered**: N is "no" in English and "ndiyo" in Kiswahili, H is "hapana" and "help"; typed all
the same they are asked. Y, K (okay) and C are understood.

**OKAY** ("sawa", "poa", a thumb) is less than YES: enough to answer a reminder with, not enough to
cancel, move or pay. **KEEP** ("usighairi") changes nothing. A promise for a day or hour ("see you
tomorrow") is one for that time, and the dialogue holds `when` against the booking: whoever is
expected today and writes "nitakuja kesho" isn't coming. What can't be placed is UNCLEAR.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from conversations.danger_reading import folded
from conversations.sms_lists import Said, lists
from conversations.sms_meaning import EVERY_TAG, Aside, Meaning, Tag
from conversations.sms_tokens import Kind, Token, tokens
from conversations.sms_when import NEVER, When, when

A, M = Aside, Meaning

#: Longer texts are no commands: three parts of an SMS, and so many words.
LONGEST, MOST_WORDS = 480, 24


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood; none of the words.

    `number`: a choice that was typed. `reference`: "BK-2026-000123", or "BK-000123" where no year
    was said. `code`: four digits. `others`: what an UNCLEAR message sounded like. `when`: the day
    and hour that it names.
    """

    meaning: Meaning
    number: int | None = None
    reference: str | None = None
    others: tuple[Meaning, ...] = ()
    when: When = NEVER
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that was found, or with no tag a word that no list knows."""

    tag: Tag | None
    asked: bool = False
    day: int | None = None
    number: int | None = None
    picture: bool = False
    words: tuple[Token, ...] = ()


#: What says nothing of its own beside a meaning.
_ASIDE = frozenset({A.FILLER, A.HELLO, A.SORRY, M.THANKS, A.REASON, A.WHEN, A.PLEASE, A.TO, A.WELL})
_MARKS = frozenset({A.DOUBT, A.BUT, A.NOT})
#: In both "I'm coming" and "confirm" the same is meant, and so on.
_MEANINGS: dict[Tag, Meaning] = {A.COMING: M.CONFIRM, A.CANT: M.CANCEL, A.HELLO: M.HELP}
#: What gives way to what: "yes, I will come" confirms, "can't come, another day" is a change.
_YIELDS: dict[Tag, set[Tag]] = {
    M.OKAY: {M.YES, M.CONFIRM, A.COMING, M.CANCEL, A.CANT, M.CHANGE, M.PAY, M.PAID, M.LATE, M.CALL,
             M.ASK, M.HELP, M.KEEP, M.NUMBER, M.ENGLISH, M.KISWAHILI, M.CODE},
    M.YES: {M.CONFIRM, A.COMING, M.CANCEL, M.CHANGE, M.PAY, M.PAID, M.LATE, M.CALL, M.ASK,
            M.NUMBER, M.CODE},
    M.CANCEL: {M.CODE},
    M.CONFIRM: {A.COMING, M.LATE, M.ASK},
    A.COMING: {M.CONFIRM, M.LATE, M.ASK},
    M.KEEP: {M.CONFIRM, A.COMING},
    M.NO: {A.CANT, M.KEEP, M.WRONG},
    M.HELP: {M.WRONG},
    A.CANT: {M.CANCEL, M.CHANGE},
}  # fmt: skip
#: What may name one of several bookings by its number in a list.
_CHOOSING = frozenset({M.CONFIRM, M.CANCEL, M.CHANGE, M.PAY})
#: What is the same as a question.
_REQUESTS = frozenset({M.CHANGE, M.PAY, M.HELP, M.CALL, M.ASK, A.HELLO, M.WRONG, M.ENGLISH,
                       M.KISWAHILI})  # fmt: skip
_TOLD_BACK = frozenset({M.CONFIRM, M.PAID, M.REFERENCE})
#: What makes everything unclear but these: "I can't make it to tomorrow" cancels nothing.
_ONLY_WITH: dict[Tag, frozenset[Tag]] = {
    A.BUT: frozenset({M.LATE}),
    A.TO: frozenset({M.CHANGE}),
    A.REASON: frozenset({M.CANCEL, A.CANT, M.CHANGE, M.LATE, M.CALL}),
    A.WELL: frozenset({M.CONFIRM, A.COMING, M.CANCEL, A.CANT, M.CHANGE, M.LATE, M.CALL}),
    A.WHEN: EVERY_TAG - {M.NO, M.KEEP, M.NUMBER},
}
#: What is promised for the time that is named, if any is.
_PROMISES = frozenset({M.CONFIRM, A.COMING, M.YES, M.OKAY})
_RECEIPT = re.compile(r"\b[a-z][a-l][1-9a-v][a-z0-9]{7}\b.*\bksh", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"([^\w\s])\1+")


def read(text: str) -> Heard:
    """What was meant, as far as it is certain."""
    said = _RUNS.sub(r"\1", " ".join(_western(folded(text)).split()))
    if _RECEIPT.search(said[:LONGEST]):
        return Heard(Meaning.PAID)
    words = len(_WORD.findall(said[: LONGEST + 1]))
    if words and (len(said) > LONGEST or words > MOST_WORDS):
        return Heard(Meaning.UNCLEAR)
    found = tokens(said[:LONGEST])
    if not found:
        return Heard(Meaning.HELP if "?" in said else Meaning.NOTHING)
    alone = _alone(found)
    if alone is not None and "?" not in said:
        return alone
    references = {token.text for token in found if token.kind is Kind.REFERENCE}
    codes = {token.text for token in found if token.kind is Kind.CODE}
    return _judged(list(_parts(found)), references, codes, question="?" in said)


def _western(text: str) -> str:
    """Digits of every script as those of ours."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _alone(found: list[Token]) -> Heard | None:
    """A word or letter that means something only by itself."""
    words = [token.text for token in found if A.PLEASE not in _tags(token)]
    words = list(dict.fromkeys(words))
    if len(words) != 1:
        return None
    if words[0] in lists().either:
        return Heard(Meaning.UNCLEAR, others=_sorted(lists().either[words[0]]))
    tag = lists().alone.get(words[0])
    return None if tag is None else Heard(Meaning(tag))


def _tags(token: Token) -> set[Tag]:
    nodes = (lists().phrases.next.get(key) for key in token.keys)
    said = {node.said.tag for node in nodes if node is not None and node.said is not None}
    return said | ({token.tag} if token.tag is not None else set())


def _parts(found: list[Token]) -> Iterator[Part]:
    """The longest phrases from left to right; a guess that may be two things is none."""
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind is Kind.REFERENCE:
            yield Part(Meaning.REFERENCE)
            at += 1
        elif token.kind is Kind.CODE:
            yield Part(Meaning.CODE)
            at += 1
        elif token.kind is Kind.SIGN:
            yield Part(token.tag, picture=True)
            at += 1
        else:
            length, said = _longest(found, at)
            yield _part(said, found[at : at + length])
            at += max(length, 1)


def _longest(found: list[Token], at: int) -> tuple[int, set[Said]]:
    """How many tokens the longest phrase takes, and what it may say."""
    nodes, length, said = [lists().phrases], 0, set[Said]()
    for count, token in enumerate(found[at:], start=1):
        nodes = [node.next[key] for node in nodes for key in token.keys if key in node.next]
        if not nodes:
            break
        ends = {node.said for node in nodes if node.said is not None}
        if ends:
            length, said = count, ends
    return length, said


def _part(said: set[Said], covered: list[Token]) -> Part:
    if len({one.tag for one in said}) != 1:
        return Part(None)
    one = max(said, key=lambda each: (each.asked, each.day is not None))
    numbers = [token.number for token in covered if token.number is not None]
    number = numbers[0] if one.tag is Meaning.NUMBER and numbers else None
    words = tuple(covered) if one.tag is A.WHEN else ()
    return Part(one.tag, one.asked, one.day, number, words=words)


def _judged(parts: list[Part], references: set[str], codes: set[str], *, question: bool) -> Heard:
    core = {part.tag for part in parts if part.tag is not None} - _ASIDE - _MARKS
    numbers = {part.number for part in parts if part.number is not None}
    number = numbers.pop() if len(numbers) == 1 else None
    reference = next(iter(references)) if len(references) == 1 else None
    named = when((part.day, part.words) for part in parts if part.words)
    meaning = None
    if not numbers and len(references) < 2 and len(codes) < 2:
        meaning = _meaning(parts, core, named, question=question)
    if meaning is None:
        return Heard(Meaning.UNCLEAR, number, reference, _sorted(core), named)
    return Heard(meaning, number, reference, (), named, next(iter(codes), None))


def _meaning(parts: list[Part], core: set[Tag], named: When, *, question: bool) -> Meaning | None:
    tags = {part.tag for part in parts}
    if None in tags or tags & {A.DOUBT, A.NOT}:
        return None
    one = _one(core)
    if one is None:
        return None if core else _aside(parts, question=question)
    if any(tag in tags and one not in only for tag, only in _ONLY_WITH.items()):
        return None
    if one in _PROMISES and named.unclear:
        return None
    asked = one in _REQUESTS or any(part.asked and part.tag is one for part in parts)
    if question and not asked:
        return Meaning.ASK if one in _TOLD_BACK else None
    if one is M.YES and named.said:
        return M.CONFIRM
    return _MEANINGS.get(one) or Meaning(one)


def _one(core: set[Tag]) -> Tag | None:
    """The one thing that is said; None for nothing, and for things that contradict each other."""
    left = core - {Meaning.REFERENCE} or core
    for weak, stronger in _YIELDS.items():
        if left - {weak} and left - {weak} <= stronger:
            left = left - {weak}
    if len(left) == 2 and Meaning.NUMBER in left and left & _CHOOSING:
        left = left - {Meaning.NUMBER}
    return next(iter(left)) if len(left) == 1 else None


def _aside(parts: list[Part], *, question: bool) -> Meaning | None:
    """What is said by a greeting, thanks or a picture alone."""
    tags = {part.tag for part in parts}
    if tags & {A.SORRY, A.REASON, A.WELL, A.WHEN, A.BUT, A.TO}:
        return None
    if Meaning.THANKS in tags:
        return None if question else Meaning.THANKS
    if A.HELLO in tags:
        return Meaning.HELP
    return Meaning.NOTHING if all(part.picture for part in parts) else None


def _sorted(tags: Iterable[Tag]) -> tuple[Meaning, ...]:
    found = {_MEANINGS.get(tag) or Meaning(tag) for tag in tags}
    return tuple(meaning for meaning in Meaning if meaning in found)
