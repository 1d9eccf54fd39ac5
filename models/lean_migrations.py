"""Tortoise's migrations without what is of no use to ours: a first start in a quarter of the time.

Before each operation Tortoise copies all models as they are, and makes each one's queries anew.
Adding never looks at the copy, and no migration of ours queries through a model, but by `RunSQL`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tortoise.migrations.migration import Migration
from tortoise.migrations.operations import AddField, AlterModelOptions, CreateModel, RunSQL
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps

#: What never asks how things were before it.
_ADDING = (CreateModel, AddField, AlterModelOptions, RunSQL)


@contextmanager
def lean() -> Iterator[None]:
    """Until the block ends, migrations forward do no more than they need."""
    apply, build = Migration.apply, StateApps._build_initial_querysets  # noqa: SLF001 - its own hook is none
    Migration.apply = _apply  # type: ignore[method-assign, assignment]
    StateApps._build_initial_querysets = _build_none  # type: ignore[method-assign, assignment]  # noqa: SLF001 - as above
    try:
        yield
    finally:
        Migration.apply = apply  # type: ignore[method-assign]
        StateApps._build_initial_querysets = build  # type: ignore[method-assign]  # noqa: SLF001 - as above


def _build_none(_apps: StateApps) -> None:
    """A migration that did query through a model would fail here, loudly."""


async def _apply(
    migration: Migration, state: State, *, dry_run: bool = False,
    schema_editor: BaseSchemaEditor | None = None, collect_sql: bool = False,
) -> State:  # fmt: skip
    assert not collect_sql, "only migrations that run are lean"
    for operation in migration.operations:
        before = state if isinstance(operation, _ADDING) else state.clone()
        operation.state_forward(migration.app_label, state)
        if schema_editor is not None and not dry_run:
            await migration._run_database_forward(  # noqa: SLF001 - as above
                operation, before, state, schema_editor, supports_transactions=True
            )
    state.validate_relations_initialized()
    return state
