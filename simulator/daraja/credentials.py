"""The one app and short code that this Daraja knows; `make demo` and the tests use them."""

CONSUMER_KEY = "demo-key"
CONSUMER_SECRET = "demo-secret"
SHORTCODE = "174379"
PASSKEY = "demo-passkey"
BUSINESS = "Smiling Steps"
