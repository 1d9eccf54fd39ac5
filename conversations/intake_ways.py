"""The ways in which the questions before a session can be answered."""

from conversations.intake_page import page_button
from conversations.words import Button, Keyboard
from models.views import BookingView

#: Begins at the first question: what is to be said before was said beside the button.
AT_ONCE = "answer"


def ways_to_answer(booking: BookingView) -> Keyboard:
    here = Button("gate_here", action=(AT_ONCE, booking), style="primary")
    return ((here,), (page_button(booking),))
