"""A practice for every test of a service that asks for one."""

import pytest

from tests.people import Practice, practice


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()
