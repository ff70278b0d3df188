"""What changed since the last build: values that are kept from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

T = TypeVar("T")


class LastBuild(Generic[T]):
    """A value of the last build, kept in Sphinx's environment.

    Parameters
    ----------
    name : str
        An attribute of the environment that nobody else has.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def before(self, env: BuildEnvironment) -> T | None:
        """Return the value that was kept last, if any."""
        kept: T | None = getattr(env, self.name, None)
        return kept

    def exchange(self, env: BuildEnvironment, now: T) -> T | None:
        """Keep the value of this build, and return that of the last one, if any."""
        before = self.before(env)
        setattr(env, self.name, now)
        return before


class ChangedValues(LastBuild[dict[str, T]]):
    """Values by name, such as that of a page, kept in Sphinx's environment."""

    def of(self, env: BuildEnvironment) -> dict[str, T]:
        """Return the values of this build, once they are known."""
        return self.before(env) or {}

    def changed(self, env: BuildEnvironment, now: dict[str, T]) -> set[str]:
        """Keep the values of this build; return the names that came or changed."""
        before = self.exchange(env, now) or {}
        return {name for name in now if name not in before or now[name] != before[name]}
