"""Each table by which a row can be somebody's is thought of: sent to them, kept for so long."""

from pathlib import Path

import pytest

from bot.settings_retention import Retention
from conversations import mydata_paper
from models.database import rows
from services.mydata import LEFT_OUT, SECTIONS
from services.periods import Periods
from services.retention_rules import KEPT, RULES

#: Columns that name a person or a chat without a foreign key.
UNTIED = {"audit_log.person_id", "audit_log.actor_id", "booking_moves.actor_id",
          "booking_moves.booking_id", "ledger_entries.account", "sms_threads.phone",
          "ussd_answers.session"}  # fmt: skip
#: Tables that lead to a person by another one.
BETWEEN = {"bookings", "chats", "intakes", "psychologists", "money_in", "refunds",
           "outside_calendars", "payment_proofs"}  # fmt: skip
#: From one of these to another, or from them to what they are made of.
TIES = {"bookings.service_id", "bookings.rescheduled_from_id", "bookings.proposal_for_id",
        "intakes.booking_id", "intakes.based_on_id", "money_in.booking_id", "money_in.payment_id",
        "refunds.booking_id", "refunds.money_in_id", "payment_proofs.booking_id",
        "payment_proofs.money_in_id", "page_sessions.booking_id",
        "reminders.booking_id"}  # fmt: skip


async def columns() -> set[str]:
    """Each foreign key to a person, or to what is a person's."""
    found = await rows(
        """SELECT c.conrelid::regclass::text || '.' || a.attname AS name
           FROM pg_constraint AS c JOIN pg_attribute AS a
               ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
           WHERE contype = 'f' AND c.confrelid::regclass::text = ANY($1)""",
        ["people", *BETWEEN],
    )
    return {one["name"] for one in found} - TIES


@pytest.mark.usefixtures("db")
async def test_d2_each_column_that_names_somebody_is_in_their_file_or_left_out_with_a_reason() -> (
    None
):
    sent = {column for section in SECTIONS for column in section.holds}
    assert await columns() - sent - LEFT_OUT.keys() == set()
    assert sent & LEFT_OUT.keys() == set()
    assert all(LEFT_OUT.values())
    real = await rows(
        """SELECT table_name || '.' || column_name AS name FROM information_schema.columns
           WHERE table_schema = 'public'"""
    )
    known = {one["name"] for one in real}
    assert (sent | LEFT_OUT.keys() | UNTIED | TIES) - known == set()
    assert UNTIED - sent - LEFT_OUT.keys() == set()


@pytest.mark.usefixtures("db")
async def test_d3_each_table_has_its_time_or_a_reason_to_be_kept() -> None:
    found = await rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = {one["tablename"] for one in found if not one["tablename"].startswith("tortoise")}
    timed = {rule.table for rule in RULES}
    assert tables - timed - KEPT.keys() == set()
    assert (timed | KEPT.keys()) - tables == set()
    assert timed & KEPT.keys() == set()


def test_d3_the_settings_are_the_periods_and_every_rule_has_one() -> None:
    assert Retention.read({}, None).periods == Periods()
    assert {rule.period for rule in RULES} <= set(Retention.model_fields)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_d2_each_section_has_a_heading() -> None:
    assert tuple(section.name for section in SECTIONS) == mydata_paper.PARTS


def test_d3_the_docs_tell_each_class_and_its_days() -> None:
    told = Path("docs/privacy.md").read_text()
    for name, field in Retention.model_fields.items():
        setting, days = str(field.validation_alias), field.default
        assert any(
            setting in line and f"| {days} |" in line for line in told.splitlines()
        ), name  # fmt: skip
