"""English: the intake, around its questions."""

TEXTS: dict[str, str] = {
    "gate_needed": (
        "<b>Almost there: a few questions first</b>\n\n"
        "They help {psychologist} to be ready for you, and take about 5 minutes. Skip what you"
        " don't want to say, change what you like, stop when you need to: what you have answered is"
        " kept.\n\n"
        "Each answer is locked away (encrypted) at once, for {psychologist} to read. What you type"
        " here is deleted from this chat right after. It has passed through Telegram, though, and I"
        " can't delete copies elsewhere."
    ),
    "gate_confirm": (
        "<b>Almost there: your answers of {answered_at} are still here</b>\n\n"
        "Are they right for this session with {psychologist}, too?"
    ),
    "gate_agree": (
        "<b>Almost there: what you and {psychologist} agree on</b>\n\nWhat a session is, what stays"
        " between you, and what happens with your data. It takes two minutes to read."
    ),
    "answers_go_along": ("With this request, {psychologist} can read your answers."),
    "gate_kept": "I keep {starts_at} for you until {hour}, and longer while you are at it.",
    "gate_here": "Answer here in the chat",
    "do_intake": "My answers",
    "intake_fill": "Tell us before you meet",
    "hold_ends_while_answering": (
        "I keep {starts_at} for you for 2 more minutes, and longer when you go on with your"
        " answers. They are kept in any case, even if the time goes to somebody else."
    ),
    "intake_welcome": (
        "<b>A few questions first</b>\n\n"
        "So that your psychologist is ready for you, and you don't have to say everything twice."
        " It takes about 5 minutes. Skip what you don't want to say, change what you like, stop"
        " when you need to: what you have answered is kept."
    ),
    "hold_ends_with_guardian": (
        "I keep {starts_at} for you for 2 more minutes, and your parent or guardian hasn't agreed"
        " yet. Tap below and I keep it longer, if I can. If it goes to somebody else, you choose"
        " another time once they have agreed."
    ),
    "guardian_keep_time": "Keep it for me",
    "intake_age": (
        "<b>One thing first: are you 18 or older?</b>\n\n"
        "For anybody younger a parent or guardian agrees before I ask anything about you. They"
        " don't see your answers."
    ),
    "intake_kept_meanwhile": "{starts_at} is yours until {hour}, and longer while you answer.",
    "intake_where_it_goes": (
        "<b>Where your answers go</b>\nEach one is locked away (encrypted) at once, for your"
        " psychologist to read. What you type is deleted from this chat right after. It has"
        " passed through Telegram, though, and I can't delete copies elsewhere."
    ),
    "intake_begin": "Begin",
    "intake_stop": "Stop for now",
    "stop_typed": "stop",
    "intake_question": ("{section} · question {number} of {count}\n\n<b>{question}</b>"),
    "intake_hint": "<i>{hint}</i>",
    "intake_scale": "{low}\n{high}",
    "intake_so_far": "Your answer: {answer}",
    "intake_so_far_typed": (
        "Your answer: {answer}\n\nTo change it, type it anew: that takes the place of this."
    ),
    "intake_changing": "After this, you are back at the overview.",
    "intake_chosen": "✓ {option}",
    "intake_of_ten": "{number} of {most}",
    "intake_several": "{first} · {rest}",
    "intake_more": "{first} · …",
    "intake_take_out": "Take out my own words",
    "intake_take_away": "Take my answer out",
    "intake_done_choosing": "Done",
    "intake_leave_so": "Leave it as it is",
    "intake_skip": "Skip",
    "intake_without_number": "I'd rather give no number",
    "intake_contact_number": (
        "Thank you. And their phone number, please? With a name alone we couldn't reach them."
    ),
    "intake_is_first": (
        "This is the first question. “Stop for now” leaves it, and keeps your place."
    ),
    "intake_resumed": "Welcome back. This is where you stopped.",
    "intake_a_few_more": "Most of it I have from last time. This one is new:",
    "intake_needed": "This one is needed, please: your psychologist relies on it.",
    "intake_words_only": (
        "Here I can only read typed words, or a tap on a button. What you just sent was not kept."
    ),
    "intake_edited": (
        "I can't follow a change to an earlier message. Please type the answer once more."
    ),
    "intake_empty": "There is nothing in that. Please type an answer, or tap a button.",
    "intake_too_long": (
        "That is longer than I can keep here, so I did not. Please send it shorter; then delete"
        " the long message yourself."
    ),
    "intake_too_many": "Those are more than 20 things. Please name the ones that matter most.",
    "intake_not_on_scale": "Please tap a number from 1 to 10, or type one.",
    "intake_yes_or_no": "Please tap Yes or No. There is room for more in a later question.",
    "intake_not_an_answer": "I couldn't take that as an answer. Please tap one of the buttons.",
    "intake_incomplete": "Something that is needed is not answered yet. /intake leads you there.",
    "intake_review": (
        "<b>Is this right? · {section}</b> (page {page} of {pages})\n"
        "Tap what you want to change; there you also see a long answer in full."
    ),
    "intake_line": "<b>{name}</b>\n{answer}",
    "intake_not_said": "<i>not answered</i>",
    "intake_change": "Change: {name}",
    "intake_right": "These are right",
    "intake_still_here": "<b>Your answers of {answered_at} are still here</b>\n\nAre they right?",
    "intake_told": (
        "<b>Your answers are in</b>\n\n{psychologist} can read what you answered on {answered_at}"
        " before your session, {starts_at}."
    ),
    "intake_still_right": "They are still right",
    "intake_look": "Look through them",
    "intake_time_lost": (
        "<b>Your answers are kept</b>\n\nThe time that I held for you has run out meanwhile, so"
        " others may take it. You only have to choose a time again, nothing else."
    ),
    "intake_time_lost_before": (
        "<b>The time has run out</b>\n\nOthers may now take the time that I held for you. Nothing"
        " else is lost: you only have to choose a time again."
    ),
    "intake_another_time": "Choose a time",
    "intake_questions_first": "Finish the questions first",
    "intake_book_on": "Go on with the booking",
    "intake_agree": "Go on: what we agree on",
    "intake_done": (
        "<b>Thank you</b>\n\nYour answers are locked away until you meet your psychologist."
        " /intake changes them."
    ),
    "intake_done_for": (
        "<b>Thank you</b>\n\n{psychologist} can read your answers before {starts_at}, and nobody"
        " has to ask you again. /intake changes them."
    ),
    "intake_done_on": "<b>Thank you, that was all I ask</b>\n\nNow the request for {starts_at}.",
    "intake_done_but_agreeing": (
        "<b>Thank you, that was all I ask about you</b>\n\nOne thing is left before your request"
        " for {starts_at}: what you and {psychologist} agree on."
    ),
    "intake_left": (
        "All right. What you have answered is kept, locked away. Whenever you like, /intake goes"
        " on where you stopped."
    ),
    "intake_left_held": (
        "All right. What you have answered is kept, locked away; /intake goes on where you stopped."
        " I keep {starts_at} for you until {hour}."
    ),
    "intake_go_on": "Go on with the questions",
    "intake_session_over": (
        "That session is over, so nothing is asked for it. /intake shows the answers that you gave."
    ),
    "intake_asks_nothing": "Nothing is asked before this session. You are all set.",
}
