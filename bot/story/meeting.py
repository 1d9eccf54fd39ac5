"""A psychologist connects Google Meet; the link follows the confirmation, and can be made again."""

from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, PAID, Step, amina, choosing

VIDEO = (
    Step(BRIAN, "send", "/meet", ((BRIAN, "Where do your video sessions take place?"),)),
    Step(BRIAN, "tap", "Connect Google Meet", ((BRIAN, "allow Smiling Steps to write events"),)),
    Step(BRIAN, "allow", "Allow it at Google", ((BRIAN, "Google Meet is connected"),)),
    Step(AMINA, "clock", "130"),
    *choosing("Brian Otieno", "Long session"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", (*PAID, (AMINA, "Your video link"), (BRIAN, "Video link · BK-"))),
    amina("tap", "Link doesn't work", "A new video link?"),
    Step(AMINA, "tap", "New room on Jitsi",
         ((AMINA, "Please use this one from now on"), (BRIAN, "Please use this one from now on"))),
)  # fmt: skip
