"""English: /books, and what an admin hears in the morning when something doesn't match."""

from conversations.plural import Plural, Text

TEXTS: dict[str, Text] = {
    "admin_books": "Books",
    "see_books": "Open the books",
    "books_do_not_match": (
        "<b>The books have a difference</b>\n\nWhat came in by our own records and by the payment"
        " providers' lists is not the same for a day that is over. Please have a look."
    ),
    "books_days": "<b>Books</b>\n\n{lines}",
    "books_none": (
        "<b>Books</b>\n\nNo day has been compared with the payment providers yet. That happens by"
        " itself each morning where they give us their list."
    ),
    "books_day": (
        "<b>{day}</b>, {provider}\nTheirs: {theirs}, {their_sum}\nOurs: {ours}, {our_sum}\n{agrees}"
    ),
    "books_agree": "Everything matches.",
    "books_found": Plural(
        "Everything matches; one payment that we had not heard of was found and entered.",
        "Everything matches; {count} payments that we had not heard of were found and entered.",
    ),
    "books_differ": "<b>Differences to look at: {count}</b>",
    "books_closed": "All right. /books opens them again.",
    "see_mismatches": "What doesn't match ({count})",
    "provider_mpesa": "M-Pesa",
    "provider_paystack": "Paystack",
    "provider_paystack_mpesa": "Paystack",
    "provider_hand": "by hand",
    "mismatches_list": "<b>What doesn't match</b>\n\n{lines}",
    "mismatches_none": "<b>What doesn't match</b>\n\nNothing: all of it is settled.",
    "mismatch_named": "{day}, {code}",
    "mismatch_missing_here": (
        "<b>{code}</b>, {day}\n{provider} has {theirs}, we have nothing and could not enter it."
    ),
    "mismatch_missing_there": "<b>{code}</b>, {day}\nWe have {ours}, {provider} has nothing.",
    "mismatch_amount": "<b>{code}</b>, {day}\n{provider} has {theirs}, we have {ours}.",
    "mismatch_one": (
        "{what}\n\nWhen you know what it was, type it in a few words and it is settled. That"
        " changes no money."
    ),
    "mismatch_hint": "Please type what it was.",
    "mismatch_settled": "Settled, with your note.",
    "mismatch_settled_before": "Somebody has settled that one already.",
}
