"""English: receipts, in chat and on paper."""

TEXTS: dict[str, str] = {
    "do_receipt": "Receipt (PDF)",
    "my_receipts": "My receipts",
    "receipts_list": "<b>Your receipts</b>\n\nThe newest first. Tap one and it comes as a PDF.",
    "receipts_none": (
        "<b>Your receipts</b>\n\nNone yet: there is one for each payment that comes in."
    ),
    "receipts_closed": "All right. /receipts opens them again.",
    "receipt_named": "No. {number}, {amount}, {on}",
    "receipt_here": "Here is receipt no. {number} for {amount}.",
    "receipt_none_here": (
        "There is no receipt for this one: nothing has been paid for it directly. What you paid"
        " earlier has its own receipt."
    ),
    "receipt_title": "Receipt no. {number}",
    "receipt_from": "Received from",
    "receipt_date": "Date",
    "receipt_amount": "Amount",
    "receipt_for": "For",
    "receipt_session": "Session on {day}",
    "receipt_for_later": "Kept for later",
    "receipt_reference": "Reference",
    "receipt_how": "Paid by",
    "receipt_by_mpesa": "M-Pesa",
    "receipt_by_paystack": "Card or wallet, through Paystack",
    "receipt_by_paystack_mpesa": "M-Pesa, through Paystack",
    "receipt_by_hand": "By hand",
    "receipt_code": "Their code",
    "receipt_code_missing": "not known yet",
    "receipt_refunded": "Refunded",
    "receipt_not_refunded": "No",
    "receipt_going_back": "Being refunded",
    "receipt_foot": "Thank you.",
}
