"""Paid by hand to the Paybill: a reference badly typed, and money whose owner has to be found."""

from bot.story.people import grace
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, GRACE, Step, amina, choosing

CONFIRMED = ((AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))
NOT_KNOWN = "I don't know for whom"

PAYBILL = (
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    Step(AMINA, "paybill", r"/BK-\d{4}-\d{6}/ lower spaced 2500", CONFIRMED),
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    amina("paybill", "0712000001 2500"),
    grace("send", "/start", "Grace"),
    Step(GRACE, "wait", "3600", ((GRACE, NOT_KNOWN),)),
    grace("tap", "Find its booking", "for whom?"),
    grace("tap", "BK-", "is confirmed, and both are told"),
    Step(GRACE, "tap", "Pay the session with it", ((GRACE, "Done."), *CONFIRMED)),
    amina("send", "/sessions", "Your sessions"),
)
