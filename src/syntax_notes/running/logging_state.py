"""The loggers of Python, as a plain script finds them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator


@contextlib.contextmanager
def plain_logging() -> Iterator[None]:
    """Run without the handlers that a build has, and put all loggers back after it.

    A package that the build imports may have given the root logger a handler, and
    ``logging.basicConfig`` of a note would then do nothing.
    """
    root, manager = logging.getLogger(), logging.Logger.manager
    names = set(manager.loggerDict)
    before = {logger: _state(logger) for logger in (root, *_loggers())}
    disabled = manager.disable
    root.handlers, root.level, manager.disable = [], logging.WARNING, 0
    try:
        yield
    finally:
        logging.captureWarnings(False)
        for name in set(manager.loggerDict) - names:
            del manager.loggerDict[name]
        for logger, state in before.items():
            vars(logger).update(state)
        manager.disable = disabled
        for logger in before:
            # Levels that were asked for are remembered.
            vars(logger).get("_cache", {}).clear()


def _loggers() -> list[logging.Logger]:
    known = logging.Logger.manager.loggerDict.values()
    return [one for one in known if isinstance(one, logging.Logger)]


def _state(logger: logging.Logger) -> dict[str, object]:
    """Return what can be set of a logger."""
    return {
        "handlers": logger.handlers[:],
        "level": logger.level,
        "propagate": logger.propagate,
        "disabled": logger.disabled,
        "filters": logger.filters[:],
    }
