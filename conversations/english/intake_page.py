"""What the intake page says around the questions, and what the chat says of it (I3)."""

TEXTS = {
    "page_open": "Answer on a private page",
    # Around the form.
    "page_title": "Before your session",
    "page_opening": "Opening…",
    "page_noscript": "This page needs JavaScript. You can answer in the chat as well.",
    "page_promise": "What you write here goes straight to {practice}, not through Telegram. It is"
    " sealed, for your psychologist to read.",
    "page_about": "{service} with {psychologist}, {starts_at}",
    "page_progress": "How far you are",
    "page_step": "Step {at} of {of}",
    "page_optional": "(optional)",
    "page_skip_one": "Skip this one",
    "page_skip_step": "Skip this step",
    "page_own_choice": "Something else",
    "page_own_words": "In your own words",
    "page_left": "Characters left: {left}",
    "page_too_long": "Too long by this many characters: {left}",
    "page_line_too_long": "Please keep each line under {longest} characters.",
    "page_too_many": "Please write {most} lines at most.",
    "page_continue": "Continue",
    "page_back": "Back",
    "page_back_to_review": "Back to the overview",
    "page_answer_this": "Please answer this one.",
    "page_choose_one": "Please choose one.",
    "page_please_look": "Please look at this once more.",
    "page_saving": "Saving…",
    "page_saved": "Saved and sealed.",
    "page_not_sent": "Not sent yet — your answers are kept on this phone until they are.",
    "page_no_network": "We can't reach the practice just now. We keep trying.",
    "page_try_now": "Try again now",
    "page_resumed": "We kept what you had begun on this phone.",
    # The last step.
    "page_review": "Is this right?",
    "page_review_lead": "Look it over. You can change every answer.",
    "page_change": "Change",
    "page_change_that": "Change: {question}",
    "page_not_answered": "Not answered",
    "page_consents": "What you agree to",
    "page_read_whole": "Read: {title}",
    "page_agree_first": "Please agree to this, or talk to us in the chat first.",
    "page_agree": "I agree: {title}",
    "page_first": "One thing first",
    "page_age": "Are you 18 or older?",
    "page_age_hint": "For anybody younger, a parent or guardian agrees before we ask anything. They"
    " don't see the answers.",
    "page_guardian": "Your parent or guardian has agreed. What you agree to yourself, we do in the"
    " chat once you have sent this.",
    "page_guardian_first": "First a parent or guardian",
    "page_guardian_how": "You are under 18, so a parent or guardian agrees before we ask anything"
    " about you. They don't see your answers.\nGo back to the chat now: there you choose how they"
    " agree. Then open this page again.",
    "page_not_yet": "One question comes first. Please close this page and open it again from the"
    " chat.",
    "page_send": "Send",
    "page_sending": "Sending…",
    "page_done": "Thank you",
    "page_done_how": "Your answers are sealed, for your psychologist to read.\n"
    "We go on in the chat.",
    "page_help": "Please look at this first",
    "page_help_call": "If you are in danger now, call one of these or go to the nearest hospital:",
    "page_help_wrong": "If we understood you wrongly, simply go on. Your answers are kept.",
    "page_close": "Back to the chat",
    "page_go_on": "Go on",
    # When it can't go on.
    "page_outside": "Please open this page from the chat",
    "page_outside_how": "It belongs to your chat with {practice} in Telegram, and opens by its"
    " button there.",
    "page_broken": "We can't go on here",
    "page_broken_how": "Something went wrong on our side. Please close this page and open it again"
    " from the chat.",
    "page_kept": "What you wrote is kept on this phone until then.",
    "page_malformed": "This page didn't come from Telegram as it should. Please close it and open"
    " it again from the chat.",
    "page_old": "This page was opened too long ago. Please close it and open it again from the"
    " chat.",
    "page_replayed": "This page was opened from here once already. Please close it and open it"
    " again from the chat.",
    "page_over": "This page was open for too long. Please close it and open it again from the"
    " chat.",
    "page_who": "We don't know each other yet. Please write to us in the chat first.",
    "page_not_yours": "We don't find this session among yours; perhaps its time was not held any"
    " longer. Please close the page and go on in the chat.",
    "page_look_again": "Some answers need another look.",
    "page_sent_already": "These answers were sent already. Open the page again from the chat to"
    " change them.",
    "page_intake_empty": "Please answer this one.",
    "page_intake_contact_number": "Please add their phone number. With a name alone we couldn't"
    " reach them.",
    "page_number_maybe": "A phone number would help us to reach them. If you'd rather not give one,"
    " tap Continue again.",
    "page_intake_too_long": "That is too long. Please say it in fewer words.",
    "page_intake_too_many": "Those are too many. Please choose the most important ones.",
    "page_intake_not_on_scale": "Please choose a number from 1 to 10.",
    "page_intake_not_an_answer": "Please answer this one again.",
}
