"""The stock gallery, for the contracts with what made it."""

from __future__ import annotations

import pytest

from tests.adapters.stock import Stock


@pytest.fixture(scope="package")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """Build it once."""
    return Stock(tmp_path_factory.mktemp("stock"))
