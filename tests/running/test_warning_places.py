"""A mistake in the prose is named by the script and its line, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from syntax_notes.notes.source_lines import script_line
from syntax_notes.running.terminal import SEQUENCE
from tests.support.project import TITLE, Project

MISTAKES = {
    "role": "# A call :func:`torch.no_such_function` here.",
    "target": "# See :ref:`no_such_label`.",
    "directive": "# .. no-such-directive::",
    "markup": "# Some ``literal that does not end.",
    "image": "# .. image:: https://other.example/picture.png",
    "raw": '# .. raw:: html\n#\n#    <img src="https://other.example/picture.png">',
    "formula": r"# A formula :math:`\frac{1` that does not end.",
    "numbered": "# .. math::\n#\n#    a = b\n#\n# .. math::\n#\n#    \\nothing{a}",
}
# Which line of the mistake is named: where its paragraph or directive begins.
LATER = {"numbered": 4}
BEFORE = '\nprint("first")\n\n# %%\n# A heading\n# ---------\n#\n# Prose.\n#\n'
AFTER = '\n\nprint("second")\n\n# %%\n# Prose.\n\nprint("third")\n'


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build says that has all the mistakes."""
    notes = {
        f"tensors/{name}": f"{BEFORE}{mistake}{AFTER}"
        for name, mistake in MISTAKES.items()
    }
    project = Project(tmp_path_factory.mktemp("mistakes"), notes)
    with pytest.MonkeyPatch.context() as patch:
        # As in a terminal: a line is the same in any colour.
        patch.setenv("FORCE_COLOR", "1")
        patch.delenv("NO_COLOR", raising=False)
        build = project.build("--device", "cpu")
    assert build.returncode == 1, build.stdout
    assert SEQUENCE.search(build.stdout)
    return SEQUENCE.sub("", build.stdout)


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_is_named_by_script_and_line(name: str, log: str) -> None:
    line = f"{TITLE}{BEFORE}".count("\n") + 1 + LATER.get(name, 0)
    places = re.findall(rf"^(\S*tensors/{name}\.\w+\S*?): (?:WARNING|ERROR)", log, re.M)
    assert places == [f"examples/tensors/{name}.py:{line}"]


def test_no_generated_page_is_named(log: str) -> None:
    assert not re.findall(r"^\S+\.rst:?\d*: .*", log, re.M)


def test_a_line_of_a_page_leads_to_the_script(tmp_path: Path) -> None:
    script = '"""\nTitle\n=====\n\nText.\n"""\n\n# %%\n# Twice.\n#\n# Twice.\n\nx = 1\n'
    page = (
        ".. a remark\n\nTitle\n=====\n\nText.\n\n"
        ".. GENERATED FROM PYTHON SOURCE LINES 8-12\n\nTwice.\n\nTwice.\n\n"
        ".. GENERATED FROM PYTHON SOURCE LINES 12-14\n\n"
        ".. code-block:: Python\n\n\n    x = 1\n\n\nThe end\n"
    )
    lines = page.splitlines()
    found = {
        number: script_line(page, number, script)
        for number, line in enumerate(lines, start=1)
        if line
    }
    assert found == {
        1: 1,  # There is nothing like it in the script.
        3: 2,
        4: 3,
        6: 5,
        8: 8,
        10: 9,
        12: 11,
        14: 12,
        16: 12,
        19: 13,
        22: 12,
    }
    assert script_line(page, 11, script) == 9  # An empty line is that above.
