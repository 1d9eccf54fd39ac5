"""Africa's Talking in the other direction: reports, SMS from phones, opting out, USSD.

Forms and words follow 3-protocols 2.3 and 2.4: form-encoded POST, unsigned. The addresses are told
by `POST /sim/sms/callbacks`. A callback is sent once; an answer other than 200 is a violation.

Faults of the service "sms" (for one person with `phone`); those of sending are in `simulator.sms`:

- Reports: "report_failed", "report_rejected" (`value` is the failureReason), "report_expired",
  "report_buffered" (instead of Sent), "report_unknown_status" (`value` is the status),
  "report_unknown_id", "report_duplicate" (`value` copies, of one stage), "report_out_of_order"
  (Success, then Sent), "report_late" (`value` seconds), "report_early" (before the answer to the
  sending), "report_lost". A phone that is off has it Buffered, after 48 hours Expired; a number
  of nobody has it Failed: UserDoesNotExist.
- From phones: "inbound_lost", "inbound_late" (`value` seconds), "inbound_duplicate" (`value`
  copies), "inbound_masked" (`value` instead of a hash), "inbound_no_link" (`value` "empty": there,
  without content), "inbound_date" (`value` "T" or "blank"; they alternate), "inbound_cost".
- With `keywords`: "optout_lost".
- USSD: "ussd_dropped" (before the program hears the next answer), "ussd_lost_answer" (after),
  "ussd_duplicate" (`value` copies, at the same time).

Violations are counted in `GET /sim/stats`, sms, violations: "callback_not_200", "ussd_bad_answer",
"ussd_late", "ussd_not_gsm" (shown with question marks), "ussd_not_plain" (by its content type, and
shown), "ussd_too_long".
"""

from simulator.texting.account import texting_of
from simulator.texting.people import routes

__all__ = ["routes", "texting_of"]
