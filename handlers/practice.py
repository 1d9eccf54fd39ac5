"""What the practice has decided: its rules, its accounts, whom to call."""

from dataclasses import dataclass, field
from decimal import Decimal

from conversations import consents
from conversations.consents import OURS, Library
from models.crisis import Crisis
from models.intake_views import ConsentText
from models.views import House
from services.gateways.google_values import GoogleSettings
from services.gateways.paystack_values import PaystackSettings
from services.periods import Periods
from services.policy import Policy
from services.vault import Vault
from services.visitors import Gate, Rate


@dataclass(frozen=True, slots=True)
class Practice:
    """From the settings, for all work.

    `payer_domain`: where the e-mail addresses are that we make up for payers (M7).
    `bot_username` is Telegram's word; `public_url` is our own address on the internet;
    `simulated`: the world outside is the demo's. `has_operator`: M-Pesa sends money back and tells
    a transaction's status when we ask; without it, people do that by hand. `short_codes`: M-Pesa's
    numbers for us; `paybill` is the one that a client can pay to by hand, if there is one.
    `crisis`: whom to call, and who is told, when somebody may be in danger (I6).
    `persons` says how much one chat may send, `texters` how many SMS one number.
    `library` are the texts that clients agree to, `phone` where they can ask about them.
    `ussd_code` is what they dial for the menu on a phone without data, if there is one.
    `has_sms`, `has_email`: there is an account by which they can be sent. `sms_budget`: what SMS
    may cost in a calendar month, in KES.
    """

    name: str
    policy: Policy
    jitsi_url: str
    vault: Vault
    takes_payments: bool
    admins: frozenset[int] = frozenset()
    google: GoogleSettings | None = None
    paystack: PaystackSettings | None = None
    payer_domain: str = ""
    bot_username: str = ""
    public_url: str = ""
    simulated: bool = False
    has_operator: bool = False
    short_codes: frozenset[str] = frozenset()
    paybill: str | None = None
    periods: Periods = field(default=Periods())
    persons: Gate = field(default_factory=lambda: Gate(Rate(30, 1.0)))
    texters: Gate = field(default_factory=lambda: Gate(Rate(12, 1 / 30), untold=0))
    crisis: Crisis = field(default_factory=Crisis)
    library: Library = OURS
    phone: str | None = None
    ussd_code: str | None = None
    has_sms: bool = False
    has_email: bool = False
    sms_budget: Decimal | None = None

    def consent_texts(self, language: str) -> tuple[ConsentText, ...]:
        """What is to be agreed to now, in this language where it is there."""
        return consents.present(language, self.name, self.library)

    @property
    def house(self) -> House:
        pages = self.public_url if self.has_pages else None
        return House(self.name, self.policy.timezone, pages, self.crisis.emergency)

    @property
    def has_pages(self) -> bool:
        """Telegram opens a Mini App over HTTPS only; the simulated one on this machine, too."""
        return self.simulated or self.public_url.startswith("https://")

    @property
    def takes_cards(self) -> bool:
        return self.paystack is not None

    def link(self, payload: str) -> str:
        """An address that opens the bot and sends it `/start payload`."""
        return f"https://t.me/{self.bot_username}?start={payload}"
