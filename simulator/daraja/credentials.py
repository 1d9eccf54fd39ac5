"""The one app and short code that this Daraja knows; `make demo` and the tests use them."""

CONSUMER_KEY = "demo-key"
CONSUMER_SECRET = "demo-secret"
SHORTCODE = "174379"
PASSKEY = "demo-passkey"
BUSINESS = "Smiling Steps"

#: The API operator in whose name money is sent back, and looked up.
INITIATOR = "smilingapi"
INITIATOR_PASSWORD = "Smiling#2026"
