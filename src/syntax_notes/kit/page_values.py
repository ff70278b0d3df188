"""Values that are kept for each page, from its reading to the writing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

T = TypeVar("T")


class PageValues(Generic[T]):
    """A value for each page, kept in Sphinx's environment from build to build.

    Called with the environment, it gives the values by page.

    Parameters
    ----------
    name : str
        An attribute of the environment that nobody else has.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, env: BuildEnvironment) -> dict[str, T]:
        """Return the values by page."""
        values: dict[str, T] = env.__dict__.setdefault(self.name, {})
        return values

    def connect(self, app: Sphinx) -> None:
        """Forget pages that are read again or gone, and merge what processes read."""
        app.connect("env-purge-doc", self._purge)
        app.connect("env-merge-info", self._merge)

    def _purge(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        self(env).pop(docname, None)

    def _merge(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: list[str],
        other: BuildEnvironment,
    ) -> None:
        self(env).update(self(other))
