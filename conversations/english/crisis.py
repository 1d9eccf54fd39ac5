"""English: words for somebody who may be in danger, and for those who look after them."""

TEXTS: dict[str, str] = {
    "crisis_life": (
        "<b>You are not alone.</b> What you wrote sounds very heavy, and you matter to us."
    ),
    "crisis_someone": (
        "<b>You are not alone with this.</b> It sounds as if somebody close to you may be in"
        " danger. If you can, stay with them, and put away whatever they could hurt themselves"
        " with."
    ),
    "crisis_others": (
        "<b>You are not alone with this.</b> What you wrote sounds as if somebody could get hurt."
        " If you can, go to another place for now, and talk to somebody before you do anything."
    ),
    "crisis_abuse": (
        "<b>You are not alone, and it is not your fault.</b> Nobody may hurt you. If you can, go"
        " to a place where you are safe."
    ),
    "crisis_words": (
        "{opening}\n\n"
        "<b>If you are in danger now, call one of these or go to the nearest hospital:</b>\n"
        "{lines}\n\n"
        "{told}\n\n"
        "If I understood you wrongly, simply go on. Nothing is lost."
    ),
    "crisis_again": (
        "I am still here with you. <b>If you are in danger now, please call:</b>\n{lines}\n\n{told}"
    ),
    "crisis_told": (
        "Somebody at {practice} has been told that you may need them now, and will try to reach"
        " you. They were not shown what you wrote."
    ),
    "crisis_not_told": (
        "I could not reach anybody at {practice} just now. Please don't wait for us: call."
    ),
    "crisis_go_on": "Go on with what I was doing",
    "crisis_alert": (
        "<b>{person} may be in danger.</b>\n{what}\n\n"
        "Noticed {noticed_at}. What was written is shown to nobody. Please reach them now.\n\n"
        "{ways}"
    ),
    "crisis_alert_again": (
        "<b>Nobody has taken care of {person} yet.</b>\n{what}\n\n"
        "Noticed {noticed_at}. What was written is shown to nobody. Please reach them now.\n\n"
        "{ways}"
    ),
    "crisis_what_life": "Something they wrote suggests danger to their own life.",
    "crisis_what_someone": "Something they wrote suggests that somebody near them is in danger.",
    "crisis_what_others": "Something they wrote suggests that they may hurt somebody.",
    "crisis_what_abuse": "Something they wrote suggests that somebody hurts or threatens them.",
    "crisis_what_severity": "In the intake they said that it is as bad as it can be: 9 or 10.",
    "crisis_chat": '<a href="tg://user?id={telegram_id}">Write to {person} in Telegram</a>',
    "crisis_phone": "Call {number}",
    "crisis_no_way": "There is no phone number of them here, and no chat.",
    "crisis_session": "Session {reference}, {starts_at}",
    "crisis_take": "I'm taking care",
    "crisis_yours": (
        "<b>You are taking care of {person}.</b> The others have been told.\n{what}\n\n{ways}"
    ),
    "crisis_taken": "<b>{who}</b> is taking care of {person}. Noticed {noticed_at}.",
    "crisis_already_taken": "Somebody else is taking care already.",
    "crisis_taken_by": "<b>{who}</b> is taking care of {person} already. Noticed {noticed_at}.",
    "crisis_not_yours": "Only those who are on call can take this.",
}
