"""Paystack as far as pay links, M-Pesa charges, refunds and webhooks need it.

Paths, fields and errors follow Paystack's published description and samples (3-protocols 3).
"""

from simulator.paystack.http import routes
from simulator.paystack.memory import paystack_of
from simulator.paystack.revive import revive

__all__ = ["paystack_of", "revive", "routes"]
