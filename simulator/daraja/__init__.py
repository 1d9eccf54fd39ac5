"""M-Pesa as Safaricom's Daraja offers it: pushes, Paybill, looking up, sending back.

Shapes, codes and texts follow recorded answers of the real service (3-protocols 1.1 to 1.9).

Faults of the service "daraja" (for one person with `phone`):

- At the gate, before anything is looked at: `errors.AT_THE_GATE` by their names for a push, and
  behind a prefix for the others: "oauth_", "query_" (about a push), "c2b_" (registering URLs),
  "pull_register_", "pull_", "status_", "reversal_", "b2c_": "pull_internal_error".
- A push: "lost_answer", the ends in `results.ORDERED`, "result" (`value` is the code) and
  "unknown_code". Its callback: "lost_callback", "late_callback" (`value` seconds),
  "early_callback", "double_callback" (`value` copies), "wrong_amount_callback", "masked_phone".
  Its query: `errors.OF_A_QUERY`, "query_4999".
- A payment into the Paybill, by hand or after a push: "lost_confirmation", "late_confirmation"
  (`value` seconds), "early_confirmation" (before the callback of the push),
  "double_confirmation" (`value` copies), "validation_down", "hashed_msisdn", "blank_names".
- Pulling: "pull_empty", "pull_page" (`value` rows), "pull_masked", "pull_lost_answer".
- Looking up, taking back, paying out, behind "status_", "reversal_" or "b2c_": "lost_answer",
  "early_result" (before the answer), "lost_result", "double_result" (`value` copies),
  "late_result" (`value` seconds), "timeout" (the time-out URL is called and nothing was done),
  "timeout_done" (it is called, and all was done; both after `value` seconds, if given), the ends in
  `outcomes.ORDERED`, "result" (`value` is the code), "unknown_code"; "b2c_duplicate_result" (a
  repeated OriginatorConversationID is refused by a result with code 15, not at once). Without a
  prefix: "masked_party", "blank_names".
"""

from simulator.daraja.http import routes
from simulator.daraja.prompts import resolve
from simulator.daraja.pushes import daraja_of

__all__ = ["daraja_of", "resolve", "routes"]
