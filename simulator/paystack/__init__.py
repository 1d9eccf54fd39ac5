"""Paystack as far as pay links, M-Pesa charges, refunds and webhooks need it.

Paths, fields and errors follow Paystack's published description and samples (3-protocols 3).

Faults of the service "paystack"; `method` orders one for a call only (initialize, verify,
transactions, charge, refund, refunds, refund_get, retry) or, for a webhook, for an event:

- Any call: `errors.AT_THE_GATE` (error_500, html_502, html_503, rate_limit, invalid_key) before
  anything is looked at; "error_after" and "lost_answer" when the work is done; "slow" (`value`
  seconds).
- A webhook: "lost_webhook", "late_webhook" (`value` seconds), "double_webhook" (`value` copies),
  "wrong_signature", "empty_signature", "no_signature", and rightly signed but with other contents
  "wrong_amount", "wrong_currency", "wrong_reference", "customer_name" (each with a `value`).
- Verifying: "verify_pending", "…abandoned", "…ongoing", "…processing", "…queued", "…failed",
  "…not_found", and "verify_status", "verify_amount", "verify_currency", "verify_metadata" with a
  `value`.
- Paying: "card_declined" (`value` is the bank's answer), "fees_passed_on" (`value` cents),
  "unreachable" (the phone, for M-Pesa).
- A refund: "refund_refused", "refund_fails", "refund_needs_attention", "refund_stays" (under way).
"""

from simulator.paystack.http import routes
from simulator.paystack.memory import paystack_of
from simulator.paystack.revive import revive

__all__ = ["paystack_of", "revive", "routes"]
