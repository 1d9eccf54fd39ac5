"""M-Pesa as Safaricom's Daraja offers it: pushes, Paybill, looking up, sending back.

Shapes, codes and texts follow recorded answers of the real service (3-protocols 1.1 to 1.9).

Faults of the service "daraja" (for one person with `phone`):

- At the gate, before anything is looked at: `errors.AT_THE_GATE` by their names for a push, and
  behind a prefix for the others: "oauth_", "query_" (about a push), "c2b_" (registering URLs).
- A push: "lost_answer", the ends in `results.ORDERED`, "result" (`value` is the code) and
  "unknown_code". Its callback: "lost_callback", "late_callback" (`value` seconds),
  "early_callback", "double_callback" (`value` copies), "wrong_amount_callback", "masked_phone".
  Its query: `errors.OF_A_QUERY`, "query_4999".
- A payment into the Paybill, by hand or after a push: "lost_confirmation", "late_confirmation"
  (`value` seconds), "early_confirmation" (before the callback of the push),
  "double_confirmation" (`value` copies), "validation_down", "hashed_msisdn", "blank_names".
"""

from simulator.daraja.http import routes
from simulator.daraja.prompts import resolve
from simulator.daraja.pushes import daraja_of

__all__ = ["daraja_of", "resolve", "routes"]
