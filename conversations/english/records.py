"""English: notes and proof of a session."""

TEXTS: dict[str, str] = {
    "notes_none": (
        "<b>Notes</b> · {reference}\n{client}, {starts_at}\n\n"
        "Type your note, in as many messages as you like. Each one is locked away at once under"
        " {client}'s own key and deleted from this chat. Only you can read it."
    ),
    "notes_some": (
        "<b>Notes</b> · {reference}\n{client}, {starts_at}\n\n"
        "Kept so far: {total}. Type to add another; each one is locked away at once and deleted"
        " from this chat."
    ),
    "note_kept": (
        "<b>Kept</b> · {reference}\n{client}, {starts_at}\n\n"
        "Kept so far: {total}, and your message is deleted from this chat. Type on, or tap Done."
    ),
    "notes_read": "Read ({total})",
    "notes_write": "Write another",
    "notes_done": "Done",
    "note_older": "‹ Older",
    "note_newer": "Newer ›",
    "note_read": "<b>Note {position} of {total}</b> · {written_at}\n\n{words}",
    "note_words_only": ("Notes are words: please type them. Photos and documents go under Proof."),
    "note_edited": (
        "A note that is kept doesn't change with its message. Please type the correction as another"
        " note."
    ),
    "notes_own_only": ("Notes are open to the psychologist of the session and to nobody else."),
    "notes_closed": "The notes of {reference} are closed and locked.",
    "opening_page": "Opening…",
    "delete_it_yourself": (
        "Your words are kept safely, but Telegram doesn't let me delete your message from this chat"
        " any more. Please hold it and choose Delete yourself."
    ),
    "proof_none": (
        "<b>Proof</b> · {reference}\n{client}, {starts_at}\n\n"
        "Send a photo or a document that shows that the session took place."
    ),
    "proof_some": (
        "<b>Proof</b> · {reference}\n{client}, {starts_at}\n\n"
        "Attached: {total}. Tap one to see it, or send another photo or document."
    ),
    "proof_kept": (
        "<b>Attached</b> · {reference}\n{client}, {starts_at}\n\n"
        "Attached: {total}. Tap one to see it, or send another photo or document."
    ),
    "proof_photo": "Photo · {added_at}",
    "proof_document": "{name} · {added_at}",
    "proof_shown": "Proof of {reference}, added {added_at}",
    "proof_files_only": "Please send a photo or a document, or tap Done.",
    "proof_wrong_kind": "I can only keep photos and documents. Please send it as one of these.",
    "proof_full": "There is no room for more proof of this session: six files are kept.",
    "proof_closed": "The proof of {reference} is closed.",
}
