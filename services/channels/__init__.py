"""Ways out: each takes a rendered message and either delivers it or raises DeliveryFailed."""
