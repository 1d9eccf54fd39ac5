"""What a group of settings is, and how one name of the environment is described."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict


def setting(name: str, what: str, example: str, default: Any = ...) -> Any:
    """One name of the environment: what it is, and a value that would do."""
    return Field(default, validation_alias=name, description=what, examples=[example])


class Group(BaseSettings):
    """Settings that belong together; frozen, and silent about their values in errors."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        hide_input_in_errors=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`load` hands the environment over itself, so that a test may hand over another."""
        return init_settings, dotenv_settings

    @classmethod
    def names(cls) -> list[str]:
        """Its names in the environment, in the order of the fields."""
        return [str(field.validation_alias) for field in cls.model_fields.values()]

    @classmethod
    def read(cls, env: Mapping[str, str], dotenv: Path | None) -> Self:
        """Raises ValidationError with the names of the environment as locations."""
        given: dict[str, Any] = {name: env[name] for name in cls.names() if env.get(name)}
        return cls(_env_file=dotenv, **given)
