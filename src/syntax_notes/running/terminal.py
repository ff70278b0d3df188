r"""What a terminal would show: control sequences do their work, or go.

Progress bars write a line again, with a carriage return, a backspace, or sequences that
move the cursor up and erase. What a sequence does to colours, titles or links is lost:
a page and a recording hold plain text. Sequences are those of ECMA-48, which begin with
ESC or, in one character, with a C1 control.
"""

from __future__ import annotations

import re
from collections import deque

# Lines that can still be written again, as many as a terminal has by default.
HEIGHT = 24
# Characters in which a sequence that has begun may end.
LONGEST = 100_000
CSI, OSC = r"(?:\x1b\[|\x9b)", r"(?:\x1b\]|\x9d)"
# Strings for devices and programs: DCS, SOS, PM and APC.
STRING = r"(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])"
CONTENT = r"[^\x1b\x90\x98\x9c-\x9f]*"
SEQUENCE = re.compile(
    rf"{CSI}(?P<numbers>[0-?]*)[ -/]*(?P<what>[@-~])"
    rf"|{OSC}[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    rf"|{STRING}{CONTENT}(?:\x1b\\|\x9c)"
    r"|\x1b(?:[ -/]+[0-~]|[0-OQ-WYZ\\`-~])"
    # One that is broken off: no terminal shows it, and text goes on in the next line.
    r"|\x1b\[[0-?]*[ -/]*|\x1b[]PX^_][^\n\x1b\x90\x98\x9c-\x9f]*|\x1b"
)
BEGUN = re.compile(
    rf"(?:{CSI}[0-?]*[ -/]*|{OSC}[^\x07\x1b\x90\x98\x9c-\x9f]*\x1b?"
    rf"|{STRING}{CONTENT}\x1b?|\x1b[ -/]*)\Z"
)
# What ends a line besides a newline.
LINE_END = r"\r\n|[\n\v\f\x1c-\x1e\x85\u2028\u2029]"
# Most text has no controls but newlines.
SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
CONTROL = re.compile(rf"(?P<end>{LINE_END})|(?P<back>[\r\b])|{SEQUENCE.pattern}")


class Line:
    """A line of a terminal."""

    def __init__(self, text: str = "") -> None:
        self._pieces = [text]
        self.length = len(text)

    @property
    def text(self) -> str:
        """What stands there."""
        return "".join(self._pieces)

    def write(self, column: int, text: str) -> None:
        """Write over what stands there from a column on."""
        if column < self.length:
            old = self.text
            self._pieces = [old[:column], text, old[column + len(text) :]]
        else:
            self._pieces += [" " * (column - self.length), text]
        self.length = max(self.length, column + len(text))

    def cut(self, column: int) -> None:
        """Erase what stands there from a column on."""
        if column < self.length:
            self._pieces, self.length = [self.text[:column]], column


class Terminal:
    """A terminal without a width, whose lines are taken as they leave it at the top."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._lines = deque([Line()])
        self._row = self._column = 0
        self._begun = ""

    def write(self, text: str) -> str:
        """Write, and return the lines that cannot be written again."""
        if not self._begun and not SPECIAL.search(text):
            return self._write_plain(text)
        text = self._begun + text
        begun = BEGUN.search(text, max(0, len(text) - LONGEST))
        self._begun = begun[0] if begun else ""
        return self._write(text[: len(text) - len(self._begun)])

    def close(self) -> str:
        """Return all that is still there, and begin with an empty terminal."""
        done = self._write(self._begun)
        while len(self._lines) > self._row + 1 and not self._lines[-1].length:
            self._lines.pop()
        rest = "\n".join(line.text for line in self._lines)
        self._clear()
        return done + rest

    def _write_plain(self, text: str) -> str:
        """Write text whose only controls are newlines."""
        first, *others = text.split("\n")
        self._type(first)
        while others and self._row + 1 < len(self._lines):
            self._row, self._column = self._row + 1, 0
            self._type(others.pop(0))
        if not others:
            return ""
        self._lines.extend(map(Line, others))
        self._column = len(others[-1])
        gone = max(len(self._lines) - HEIGHT, 0)
        self._row = len(self._lines) - gone - 1
        return "".join(f"{self._lines.popleft().text}\n" for _ in range(gone))

    def _write(self, text: str) -> str:
        done: list[str] = []
        at = 0
        for control in CONTROL.finditer(text):
            self._type(text[at : control.start()])
            at = control.end()
            if control["end"]:
                self._row, self._column = self._row + 1, 0
                if self._row == len(self._lines):
                    self._lines.append(Line())
                if len(self._lines) > HEIGHT:
                    done.append(f"{self._lines.popleft().text}\n")
                    self._row -= 1
            elif control["back"]:
                self._column = self._column - 1 if control[0] == "\b" else 0
                self._column = max(self._column, 0)
            elif control["what"]:
                self._obey(control["what"], control["numbers"])
        self._type(text[at:])
        return "".join(done)

    def _type(self, text: str) -> None:
        if text:
            self._lines[self._row].write(self._column, text)
            self._column += len(text)

    def _obey(self, what: str, numbers: str) -> None:
        """Move the cursor, or erase; other sequences change no text."""
        first, *others = (
            int(number) if number.isdecimal() else 0 for number in numbers.split(";")
        )
        count = min(max(first, 1), LONGEST)
        if what in "AF":
            self._row = max(self._row - count, 0)
        elif what in "BE":
            self._row = min(self._row + count, len(self._lines) - 1)
        elif what == "C":
            self._column += count
        elif what == "D":
            self._column = max(self._column - count, 0)
        elif what in "Hf":
            self._row = min(count, len(self._lines)) - 1
            count = min(max(*others, 1), LONGEST) if others else 1
        elif what in "JK":
            self._erase(what, first)
        if what in "EFGHf":
            self._column = count - 1 if what in "GHf" else 0

    def _erase(self, what: str, kind: int) -> None:
        """Erase what is behind the cursor (0), before it (1), or both (2 and more)."""
        here = self._lines[self._row]
        if kind == 1:
            here.write(0, " " * min(self._column + 1, here.length))
        else:
            here.cut(0 if kind else self._column)
        if what == "J":
            for row, line in enumerate(self._lines):
                if (row > self._row and kind != 1) or (row < self._row and kind):
                    line.cut(0)
