"""Links that people type: what is one, and what only looks like one."""

import pytest

from services import addresses
from services.addresses import AddressRefused


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://video.example.org/brian", "https://video.example.org/brian"),
        ("  https://video.example.org/brian\n", "https://video.example.org/brian"),
        ("video.example.org/brian", "https://video.example.org/brian"),
        ("HTTPS://Video.Example.org:443/B?x=1&y=2#z", "https://Video.Example.org:443/B?x=1&y=2#z"),
    ],
)
def test_what_is_taken(typed: str, address: str) -> None:
    assert addresses.https(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "room", "http://video.example.org", "ftp://video.example.org",
        "javascript:alert(1)", "https://", "https://localhost/x", "https://127.0.0.1/x",
        "https://[::1]/x", "https://meet.google.com@evil.example/x", "https://u:p@video.example.org",
        "https://video.example.org:8443/x", "https://video.example.org:x/", "two words.example.org",
        "https://video.example.org/a b", "https://vidéo.example.org/", "https://video..org/",
        "https://video.example.org/\u202etfel", "https://video.example.org/<b>",
        'https://video.example.org/"x', "https://video.example.org/" + "a" * 200,
    ],
)  # fmt: skip
def test_what_is_refused(typed: str) -> None:
    with pytest.raises(AddressRefused):
        addresses.https(typed)
