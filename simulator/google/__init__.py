"""Google as far as Meet links need it: consent, tokens, and the events of a calendar.

Paths, fields and errors follow Google's own documents; what they leave open is refused here.
"""

from simulator.google.http import routes
from simulator.google.memory import google_of

__all__ = ["google_of", "routes"]
