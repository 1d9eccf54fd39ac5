"""A desk for every test of leave that asks for one."""

import pytest

from tests.handlers.leave_desk import Desk, open_desk


@pytest.fixture
async def desk(db: str) -> Desk:
    assert db
    return await open_desk()
