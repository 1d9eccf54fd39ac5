"""E-mail addresses as people type them."""

import pytest

from services.email_addresses import NotAnAddress, for_servers, proper_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("amina@example.com", "amina@example.com"),
        ("  Amina.N+steps@Example.COM \n", "Amina.N+steps@example.com"),
        ("amina @ example.com", "amina@example.com"),
        ("mailto:amina@example.com", "amina@example.com"),
        ("<amina@example.com>", "amina@example.com"),
        ("Amina Njeri <amina@example.com>", "amina@example.com"),
        ("amina@example.com.", "amina@example.com"),
        ("amina@mail.co.ke,", "amina@mail.co.ke"),
        ("o'brien_7@example.com", "o'brien_7@example.com"),
        ("ämina@münchen.example", "ämina@münchen.example"),
        ("amina@xn--mnchen-3ya.example", "amina@münchen.example"),
    ],
)
def test_what_people_type_is_understood(typed: str, kept: str) -> None:
    assert proper_address(typed) == kept
    assert proper_address(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "amina", "amina@", "@example.com", "amina@example", "amina@@example.com",
        "amina njeri@example.com", "amina@exam ple.com", "amina..n@example.com", ".a@example.com",
        "amina@-example.com", "amina@localhost", "amina@printer.local", "amina@127.0.0.1",
        "amina@[127.0.0.1]", "a@example.com b@example.com", "a@example.com, b@example.com",
        "a@example.com\nb@example.com", "amina@example.com\r\nBcc: b@example.com", "0712 000 001",
        '"amina"@example.com', f"{'a' * 65}@example.com", f"a@{'b' * 250}.com", "amina@example.c@m",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_being_quoted(typed: str) -> None:
    with pytest.raises(NotAnAddress) as caught:
        proper_address(typed)
    assert str(caught.value) == ""
    assert caught.value.key == "email_unclear"
    assert caught.value.__suppress_context__


def test_servers_get_the_domain_in_ascii() -> None:
    assert for_servers("amina@münchen.example") == "amina@xn--mnchen-3ya.example"
    assert for_servers("ämina@münchen.example") == "ämina@xn--mnchen-3ya.example"
