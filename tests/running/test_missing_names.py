"""After a cell that fails it is known what later cells of the note lack."""

from __future__ import annotations

import pytest

from syntax_notes.running.missing_names import MissingNames


def missing_after(*cells: tuple[str, str | None]) -> dict[str, int]:
    """Return what is missing after cells: the code of each, and what did not run."""
    names = MissingNames()
    for number, (code, unfinished) in enumerate(cells):
        names.end_cell(number, code, unfinished)
    return names.missing


@pytest.mark.parametrize(
    ("code", "lost"),
    [
        ("t = f()", {"t"}),
        ("t.add_(1)", {"t"}),
        ("t.data.add_(1)", {"t"}),
        ("t[0] = 1", {"t"}),
        # What has just been made is nobody else's, and a module is what it was.
        ("print(torch.zeros(2).add_(t))", set()),
        ("nn.init.ones_(layer.weight)", set()),
    ],
)
def test_what_a_failed_statement_makes_or_changes_is_missing(
    code: str, lost: set[str]
) -> None:
    first = "import torch\nfrom torch import nn\nt = torch.ones(1)"
    assert missing_after((first, None), (code, code)).keys() == lost


def test_what_a_later_cell_imports_is_there_whatever_else_it_lacks() -> None:
    first, later = "t = f()", "import math\nu = t + math.pi"
    assert missing_after((first, first), (later, later[12:])) == {"t": 0, "u": 0}


def test_a_name_that_is_made_anew_is_missing_no_more() -> None:
    assert missing_after(("t = f()", "t = f()"), ("t = 1", None)) == {}
