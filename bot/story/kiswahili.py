"""A client whose phone speaks Kiswahili: chosen, booked by the Kiswahili clock, paid, reminded."""

from bot.story.payment import A_PAUSE
from bot.story.steps import A_DAY, AMINA, BRIAN, Sms, Step, amina
from bot.story.texting import texts

#: After the last hour of anybody's day: the first green day is free from its morning on.
_AN_EVENING = Step(AMINA, "until", "20:30")

KISWAHILI = (
    amina("send", "/settings", "Your settings"),
    amina("tap", "^Language$", "Which language?"),
    amina("tap", "^Kiswahili", "Kuanzia sasa nakuandikia kwa Kiswahili"),
    amina("tap", "^Nambari ya simu$", "Nambari yako ya simu"),
    amina("share", "", "Nimeandika nambari yako"),
    A_PAUSE,
    _AN_EVENING,
    amina("send", "/book", "Ungependa kumwona nani?"),
    amina("send", "Brian Otieno", "Ungependa kupanga nini?"),
    amina("tap", r"dak\. 50", "Siku gani katika"),
    amina("tap", A_DAY, "saa ngapi?"),
    amina("send", "saa nne asubuhi", "saa 4:00 asubuhi (10:00)"),
    Step(AMINA, "tap", "^Tuma ombi$", ((AMINA, "Ombi limetumwa"), (BRIAN, "New request"))),
    Step(BRIAN, "tap", "^Approve Amina", ((BRIAN, "Approved"), (AMINA, "amekubali"))),
    amina("tap", "^Lipa · ", "0712 000 001"),
    amina("tap", "^Lipa KES 2,500 sasa$", "Angalia simu yako"),
    Step(AMINA, "pin", "1234",
         ((AMINA, "Imelipwa · KES"), (AMINA, "Kikao chako kimethibitishwa"),
          (BRIAN, "Confirmed and paid"))),
    amina("send", "/reminders", "Vikumbusho vyako"),
    amina("tap", "^Tayari$", "/reminders"),
    Step(AMINA, "wait", "3600", ((AMINA, "kikao chako na Brian Otieno"),)),
    amina("tap", "^Nitakuja$", "nimeandika kwamba utakuja"),
    Step(AMINA, "block"),
    Step(AMINA, "wait", "1800", ((AMINA, Sms("Ukumbusho: miadi BK-")),)),
    texts("siwezi kuja", "hazitarudi"),
    texts("hapana", "Haijaghairiwa"),
)  # fmt: skip
