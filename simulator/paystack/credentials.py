"""The one integration that this Paystack knows; `make demo` and the tests use it."""

#: Opens the API and signs the webhooks: Paystack has no secret of its own for those.
SECRET_KEY = "sk_test_demo0000000000000000000000000000000000"
BUSINESS = "Smiling Steps"
CURRENCY = "KES"
INTEGRATION = 412_829
