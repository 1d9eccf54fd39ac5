"""What people agree to, their guardians, and taking it back (I4)."""

from dataclasses import dataclass, field

from models.consent_views import Agreement, Ward, Word
from models.intake_views import ConsentText
from models.values import ConsentKind
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class LookAtTexts:
    """How the asker stands with the present texts -> Agreeing"""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """`present`: all texts as they stand now. `booking`: a time that is held and waits for this.

    `asks`: its questions are to be answered yet. `phone`: where the practice can be asked, if it
    says so.
    """

    name: str
    present: tuple[ConsentText, ...]
    agreement: Agreement
    booking: BookingView | None = None
    asks: bool = False
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class SayAge:
    """-> Agreeing"""

    is_minor: bool


@dataclass(frozen=True, slots=True)
class AgreeTo:
    """The asker's word, or with `guardian` (a full name) that of the parent beside them.

    Nothing is written of a text that is not the present one, nor of a minor before the guardian.

    -> Agreeing
    """

    kind: ConsentKind
    version: str
    guardian: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ComeOfAge:
    """18 by now, and agreed to all of these -> Agreeing"""

    texts: tuple[tuple[ConsentKind, str], ...]


@dataclass(frozen=True, slots=True)
class MakeLink:
    """-> LinkMade"""


@dataclass(frozen=True, slots=True)
class LinkMade:
    """An address that a parent or guardian opens in their own Telegram; `booking` as above."""

    name: str
    link: str = field(repr=False)
    booking: BookingView | None = None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """-> WardFound | NotPossible"""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookAtWard:
    """-> WardFound | NotPossible"""

    link_id: int


@dataclass(frozen=True, slots=True)
class AgreeForWard:
    """-> WardFound | NotPossible"""

    link_id: int
    kind: ConsentKind
    version: str
    guardian: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeclineForWard:
    """The client is told -> WardFound | NotPossible"""

    link_id: int


@dataclass(frozen=True, slots=True)
class WardFound:
    """`missing`: what this guardian has not agreed to yet."""

    ward: Ward
    present: tuple[ConsentText, ...]
    missing: tuple[ConsentText, ...]


@dataclass(frozen=True, slots=True)
class ListWords:
    """Everything that the asker agreed to -> WordsListed"""


@dataclass(frozen=True, slots=True)
class WordsListed:
    """`ahead`: sessions that a change of mind would touch; `wards`: whose guardian the asker is."""

    words: tuple[Word, ...]
    present: tuple[ConsentText, ...]
    agreement: Agreement
    ahead: tuple[BookingView, ...] = ()
    wards: tuple[Ward, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it was agreed to -> TextFound | NotPossible"""

    kind: ConsentKind
    version: str


@dataclass(frozen=True, slots=True)
class TextFound:
    text: ConsentText


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The psychologists of the sessions ahead are told -> WordsListed"""

    kind: ConsentKind


@dataclass(frozen=True, slots=True)
class TakeBackForWard:
    """A guardian's change of mind; the client and the psychologists are told.

    -> WordsListed | NotPossible
    """

    link_id: int


ConsentsCommand = (
    LookAtTexts | SayAge | AgreeTo | ComeOfAge | MakeLink | OpenLink | LookAtWard | AgreeForWard
    | DeclineForWard | ListWords | ReadText | TakeBack | TakeBackForWard
)  # fmt: skip
ConsentsResult = Agreeing | LinkMade | WardFound | WordsListed | TextFound
