"""English: agreeing to the texts, a guardian's part, and taking it back."""

TEXTS: dict[str, str] = {
    "agree_step": "<b>The last part: what we agree on</b>\n\n",
    "agree_age": (
        "{step}<b>Are you 18 or older?</b>\n\n"
        "I ask because for anybody younger a parent or guardian agrees first."
    ),
    "agree_adult": "Yes",
    "agree_younger": "No, I am younger",
    "agree_progress": "text {position} of {total}",
    "agree_text": "{step}{above}<b>{title}</b> · {progress}\n\n{words}",
    "agree_words": "<blockquote>{words}</blockquote>",
    "agree_words_long": "<blockquote expandable>{words}</blockquote>",
    "agree_yes": "I agree",
    "agree_no": "I don't agree",
    "agree_for_ward": (
        "<b>For {name}'s parent or guardian</b>\nPlease read this yourself. By agreeing you say"
        " that you are {name}'s parent or guardian and 18 or older.\n\n"
    ),
    "agree_hand_back": (
        "<b>Thank you. Now please hand the phone back to {name}.</b>\n"
        "{name}, these are the same words for you: is it all right with you, too?\n\n"
    ),
    "agree_hand_back_to_questions": (
        "<b>Thank you. Now please hand the phone back to {name}.</b>\n\n"
        "{name}, a few questions are next. They take about 5 minutes; skip what you don't want to"
        " say. Each answer is locked away at once, for your psychologist to read, and what you type"
        " is deleted from this chat."
    ),
    "agree_own_turn": (
        "<b>Your turn, {name}</b>\nYour parent or guardian has agreed. These are the same words for"
        " you: is it all right with you, too?\n\n"
    ),
    "agree_grown": (
        "<b>You are 18 now</b>\nFrom now on you agree for yourself, so I show you each text once"
        " more. By agreeing you say that you are 18 or older.\n\n"
    ),
    "agree_refused": (
        "<b>That is all right</b>\n\n"
        "Without “{title}” I can't book a session at {practice} for you. Nothing that you told me"
        " is lost, and you can come back whenever you like.\n\n{ask}"
    ),
    "agree_ask_phone": (
        "If a word of it troubles you, talk it over with the practice first: {phone}."
    ),
    "agree_ask": "If a word of it troubles you, talk it over with the practice first.",
    "agree_read_again": "Read it again",
    "agree_leave": "Leave it for now",
    "agree_left": (
        "All right. What you have agreed to so far is kept, and nothing else is lost. /agree takes"
        " it up again."
    ),
    "agree_take_up": "Take it up again",
    "agree_done": "Done",
    "agree_thanks_on": (
        "<b>Thank you.</b> That is all I need you to agree to. Have a last look at your request"
        " now."
    ),
    "agree_thanks": (
        "<b>Thank you.</b> Everything is agreed to. /consents shows it at any time, and takes it"
        " back if you change your mind."
    ),
    "agree_go_on": "Go on with my booking",
    "agree_see_words": "What I agreed to",
    "guardian_choose": (
        "<b>First a parent or guardian</b>\n\n"
        "You are under 18, so one of them agrees before anything else. They read the same texts as"
        " you. They don't see your answers, and they don't hear what you talk about.\n\nIf you"
        " can't ask one of them, please talk to the practice first: you needn't be alone with it."
    ),
    "guardian_meanwhile": (
        "I keep {starts_at} for you until {hour}, and longer while they read. Before I let it go I"
        " tell you. If they agree only after that, you choose a time again; nothing else is lost."
    ),
    "guardian_is_here": "My parent or guardian is with me now",
    "guardian_send_link": "Send them a link",
    "guardian_adult_now": "I am 18 by now",
    "guardian_name": (
        "<b>Please hand the phone to your parent or guardian</b>\n\n"
        "To the parent or guardian of {name}: please type your full name. It is locked away, and"
        " your message is deleted from this chat. Then you read what you agree to."
    ),
    "guardian_name_hint": "Please type a first and a last name.",
    "guardian_link": (
        "<b>A link for your parent or guardian</b>\n\n"
        "Copy it and send it to them. They open it in their own Telegram, read, and decide; I tell"
        " you then. It works once, within three days, and not for you yourself. They see your first"
        " name and the texts, nothing else.\n\n{link}"
    ),
    "guardian_copy_link": "Copy the link",
    "guardian_link_spent": (
        "This link has been used already, or it is no longer good. Please ask who sent it to you"
        " for a new one."
    ),
    "guardian_link_own": (
        "This is the link that you made. Please send it to your parent or guardian: they open it in"
        " their own Telegram, and it works for them only."
    ),
    "guardian_not_of_age": (
        "You told me that you are under 18 yourself, so you can't agree for somebody else. Please"
        " give the link back to who sent it to you, for a parent or guardian."
    ),
    "guardian_opened": (
        "<b>{name} would like to talk to a psychologist at {practice}</b>\n\n"
        "{name} is under 18, so a parent or guardian agrees first. You will read four short texts"
        " and decide on each. What {name} says in a session stays there, and is not shown to"
        " you.\n\n"
        "If you are {name}'s parent or guardian, please type your full name. It is locked away, and"
        " your message is deleted from this chat. If you are not, please tap Cancel."
    ),
    "guardian_declining": (
        "<b>Don't you agree?</b>\n\n"
        "Then no session can be booked for {name} here, and I tell {name} that you haven't agreed."
        " You may also close this and talk about it first: the link is good for three days."
    ),
    "guardian_decline": "No, I don't agree",
    "guardian_declined": (
        "I have told {name}. If you change your mind, open the link again while it is good."
    ),
    "guardian_thanks": (
        "<b>Thank you.</b> Everything is agreed to for {name}, and I have told {name}. There is"
        " nothing else for you to do."
    ),
    "guardian_left": (
        "All right, nothing is decided. Open the link again when you are ready; it is good for"
        " three days from when it was made."
    ),
    "guardian_has_agreed": (
        "<b>Your parent or guardian has agreed.</b>\n\nNow it is your turn. If the time that you"
        " had chosen has been let go meanwhile, you choose another; nothing else is lost."
    ),
    "guardian_has_agreed_kept": (
        "<b>Your parent or guardian has agreed.</b>\n\nNow it is your turn. I still keep"
        " {starts_at} for you, until {hour}."
    ),
    "guardian_has_declined": (
        "Your parent or guardian hasn't agreed. Nothing that you told me is lost. You can talk"
        " about it with them, or somebody else who cares for you can open a new link."
    ),
    "guardian_go_on": "Go on",
    "consents_list": "<b>What you agreed to</b>\n\n{lines}",
    "consents_line": "<b>{title}</b>\n{said}",
    "consents_both": "{first}{second}",
    "consents_never": "Not agreed to yet\n",
    "consents_given": "By you, {given_at}, version of {version}{older}\n",
    "consents_by_guardian": "By {guardian}, for you, {given_at}, version of {version}{older}\n",
    "consents_some_guardian": "a parent or guardian",
    "consents_withdrawn": "Taken back, {given_at}\n",
    "consents_newer": " (there is a newer one)",
    "consents_read": "Read: {title}",
    "consents_withdraw": "Take it back…",
    "consents_agree": "Read and agree",
    "consents_close": "Close",
    "consents_closed": "Closed. /consents opens this again.",
    "consents_text": "<b>{title}</b> · version of {version}\n\n{words}",
    "consents_text_gone": "The practice no longer has this text here. Please ask them for it.",
    "consents_taking": (
        "<b>Take back “{title}”?</b>\n\n"
        "No new session can be booked until you agree again. {sessions}What was done before stays"
        " right, and what is kept about you stays: /forget has it deleted."
    ),
    "consents_ahead": (
        "Your sessions that are arranged already ({total}) are not cancelled by this; their"
        " psychologist is told and will talk to you. "
    ),
    "consents_for_ward": "As {name}'s guardian…",
    "consents_taking_for": (
        "<b>Take back what you agreed to for {name}?</b>\n\n"
        "No new session can be booked for {name} until a parent or guardian agrees again. Sessions"
        " that are arranged already are not cancelled by this; {name} and the psychologist are told"
        " and can talk to you."
    ),
    "consents_take_back": "Yes, take it back",
    "consents_taken_back": "Taken back.",
    "consents_ask": (
        "<b>Please read before your next session</b>\n\n"
        "There is something that you haven't agreed to yet, or that has a new version: what a"
        " session is, what stays between us, your data, how booking works. It takes two minutes."
    ),
    "consents_please_read": "Please read: what you agree to has a new version",
    "consents_please_agree": "Please read what you agree to",
    "consents_not_given_staff": (
        "<b>Not agreed to yet</b>\n\n{client} hasn't agreed to the present texts. Your session:"
        " {starts_at}, {reference}. It is not cancelled; please talk about it first."
    ),
    "consents_withdrawn_staff": (
        "<b>{client} has taken back an agreement:</b> {title}\n\n"
        "Your session: {starts_at}, {reference}. It is not cancelled; please talk about it first."
    ),
    "consents_withdrawn_guardian": (
        "Your parent or guardian has taken back what they agreed to for you. Sessions that are"
        " arranged are not cancelled by this, but no new one can be booked until a parent or"
        " guardian agrees again. Please talk to them, or to your psychologist."
    ),
    "consents_withdrawn_ward": (
        "<b>The parent or guardian of {client} has taken back their agreement</b>\n\n"
        "Your session: {starts_at}, {reference}. It is not cancelled; please talk about it first."
    ),
    "card_consents_given": "\nConsents: given, last on {given_at}",
    "card_consents_missing": "\nConsents: not yet",
}
