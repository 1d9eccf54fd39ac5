"""Who called, told from the connection and from proxies of ours only (X44)."""

from ipaddress import ip_address, ip_network

import pytest

from webhooks.addresses import Addresses

SAFARICOM = ip_network("196.201.212.0/24")
PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
HOUSE = Addresses((SAFARICOM,), PROXIES)


@pytest.mark.parametrize(
    ("remote", "forwarded", "caller"),
    [
        ("41.90.1.1", [], "41.90.1.1"),
        ("41.90.1.1", ["196.201.212.69"], "41.90.1.1"),
        ("10.0.0.1", ["196.201.212.69"], "196.201.212.69"),
        ("10.0.0.1", ["196.201.212.69, 41.90.1.1"], "41.90.1.1"),
        ("10.0.0.1", ["196.201.212.69", "41.90.1.1"], "41.90.1.1"),
        ("10.0.0.1", ["41.90.1.1, 196.201.212.69 , 10.2.3.4"], "196.201.212.69"),
        ("10.0.0.1", ["196.201.212.69:4711"], "196.201.212.69"),
        ("fd00::1", ["[2001:db8::1]:443"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["::ffff:196.201.212.69"], "196.201.212.69"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.2, 10.0.0.3"], "10.0.0.2"),
        ("10.0.0.1", ["unknown"], None),
        ("10.0.0.1", ["196.201.212.69, "], None),
        (None, ["196.201.212.69"], None),
        ("", [], None),
    ],
)
def test_the_last_hop_that_is_no_proxy_of_ours_called(
    remote: str | None, forwarded: list[str], caller: str | None
) -> None:
    found = HOUSE.caller(remote, forwarded)
    assert found == (ip_address(caller) if caller else None)
    assert HOUSE.allow(remote, forwarded) == (found is not None and found in SAFARICOM)


def test_without_a_list_anybody_may_call() -> None:
    assert Addresses().allow(None, [])
    assert Addresses((), PROXIES).allow("41.90.1.1", ["nonsense"])


def test_without_proxies_nobody_is_believed_about_others() -> None:
    assert not Addresses((SAFARICOM,)).allow("10.0.0.1", ["196.201.212.69"])
    assert Addresses((SAFARICOM,)).allow("196.201.212.69", ["41.90.1.1"])
