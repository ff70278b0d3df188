"""Run each note in a process of its own, some at a time.

The process is forked from that of the build, which has imported the libraries, and
begins where a script would (:mod:`syntax_notes.running.fresh_state`). Whatever a note
does to it, to its keeper (:mod:`syntax_notes.running.keeper`) or to what it has
started, the build goes on: the note has failed, and the others run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from ..adapters.gallery_runs import (
    Calls,
    forget_runs,
    scripts_of,
    settings_of,
    will_run,
)
from ..adapters.joblib import calls_of
from ..adapters.sphinx import call_and_collect_log, log_collected
from .ended_note import EndedNote, explain
from .exception_text import MOST, with_name
from .exchange import Exchange, Limits
from .keeper import GRACE, PATIENCE, POLL, Process, adopt_orphans, end_descendants
from .note_process import Raised
from .project_files import ProjectFiles, State

# Starts the keeper of a note whose page a function generates.
Start = Callable[[Exchange, Callable[[], Any], Limits], Process]


class Ticket:
    """A note that is to run, or has run.

    Parameters
    ----------
    batch : callable
        What joblib is to call: sphinx-gallery generates the page of the note.
    done : callable
        To be called when the note has run.

    Attributes
    ----------
    is_done : bool
        Whether the page is there.
    value : object
        What is handed to joblib.
    """

    def __init__(self, batch: Callable[[], Any], done: Callable[[], object]) -> None:
        self.batch = batch
        self.done = done
        self.calls = calls_of(batch)
        self.is_done = False
        self.value: Any = None


def generate(calls: Calls) -> tuple[list[Any], list[Any]]:
    """Generate the page; return what sphinx-gallery returns, and what it logs."""
    return call_and_collect_log(
        lambda: [function(*arguments) for function, arguments in calls]
    )


class Running:
    """A note that is running.

    Parameters
    ----------
    ticket : Ticket
        The note.
    exchange : Exchange
        Where its process leaves what it has to say.
    keeper : Process
        Watches it.
    seconds : float
        How long the keeper may take.
    before : State
        The files of the project when it began.
    """

    def __init__(
        self,
        ticket: Ticket,
        exchange: Exchange,
        keeper: Process,
        seconds: float,
        before: State,
    ) -> None:
        self.before = before
        self.ticket = ticket
        self.exchange = exchange
        self.keeper = keeper
        self.deadline = time.monotonic() + seconds + PATIENCE + GRACE

    def has_ended(self) -> bool:
        """Tell whether the keeper has ended; end it if it does not by itself."""
        if self.keeper.poll() is None and time.monotonic() > self.deadline:
            self.keeper.kill()
        return self.keeper.poll() is not None


class NotePool:
    """Runs the notes of a build.

    Parameters
    ----------
    most : int
        How many at a time.
    limits : Limits
        Of each note.
    start : callable
        Starts the keeper of a note.
    marks : pathlib.Path
        A folder that holds a file with the name of each note that is running.
    files : ProjectFiles
        What is not a note's to change.

    Attributes
    ----------
    remarks : list of str
        What there is to say of notes that have run.
    """

    def __init__(
        self,
        most: int,
        limits: Limits,
        start: Start,
        marks: Path,
        files: ProjectFiles,
    ) -> None:
        self.files = files
        self.remarks: list[str] = []
        self.most = most
        self.limits = limits
        self.start = start
        self.marks = marks
        self.waiting: list[Ticket] = []
        self.running: list[Running] = []
        # What the build itself has started.
        self.others = {child.pid for child in psutil.Process().children()}
        adopt_orphans()

    def submit(self, batch: Callable[[], Any], done: Callable[[], object]) -> Ticket:
        """Take a note."""
        ticket = Ticket(batch, done)
        self.waiting.append(ticket)
        return ticket

    def result(self, ticket: Ticket) -> Any:
        """Wait for a note; return what sphinx-gallery wants to know of it."""
        while not ticket.is_done:
            while self.waiting and len(self.running) < self.most:
                self._begin(self.waiting.pop(0))
            for one in [one for one in self.running if one.has_ended()]:
                self.running.remove(one)
                self._end(one)
            if not ticket.is_done:
                time.sleep(POLL)
        if isinstance(ticket.value, Raised):
            raise ticket.value.error
        return ticket.value

    def stop(self) -> None:
        """End the notes that are running."""
        self.waiting.clear()
        for one in self.running:
            one.keeper.terminate()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.running:
            for one in [one for one in self.running if one.keeper.poll() is not None]:
                self.running.remove(one)
                one.exchange.remove()
            time.sleep(POLL)
        self.close()

    def close(self) -> None:
        """Leave nothing behind."""
        end_descendants(self.others)
        adopt_orphans(False)

    def _begin(self, ticket: Ticket) -> None:
        # Who reads the page meanwhile waits until all that belongs to it is there.
        for script in scripts_of(ticket.calls):
            (self.marks / script.name).touch()
        if not will_run(ticket.calls):
            # Nothing of the note is executed, which is why it needs no process.
            ticket.value = ticket.batch()
            self._finish(ticket)
            return
        before = self.files.state()
        exchange = Exchange.create()
        keeper = self.start(exchange, partial(generate, ticket.calls), self.limits)
        self.running.append(
            Running(ticket, exchange, keeper, self.limits.seconds, before)
        )

    def _end(self, one: Running) -> None:
        ticket = one.ticket
        how = one.exchange.end()
        if not how:
            # The keeper has been ended, and could not end what it has kept.
            keepers = {other.keeper.pid for other in self.running}
            end_descendants(self.others | keepers)
        result = one.exchange.result() if how.get("status") == 0 else None
        if result is None:
            ticket.value = self._write_failure(one, explain(how))
        elif isinstance(result, Raised) and one.exchange.has_begun():
            # What the note has done keeps its page from being written.
            error = with_name(result.error, MOST)
            message = f"the page of the note could not be written: {error}"
            ticket.value = self._write_failure(one, message)
        elif isinstance(result, Raised):
            ticket.value = result
        else:
            ticket.value, log = result
            log_collected(log)
        one.exchange.remove()
        if changed := self.files.changes(one.before):
            self.remarks.append(
                f"{self.files.shown(scripts_of(ticket.calls)[0])}: while it ran, "
                f"{', '.join(changed)} changed. If nobody else did that, the note did, "
                "and it may write in its working directory only."
            )
        self._finish(ticket)

    @staticmethod
    def _write_failure(one: Running, message: str) -> Any:
        """Have the page of a note written whose process has ended."""
        script = str(scripts_of(one.ticket.calls)[0])
        forget_runs(one.ticket.calls)
        ended = EndedNote(script, one.exchange.line(script), message)
        with ended.in_place_of_runner(settings_of(one.ticket.calls)):
            return one.ticket.batch()

    def _finish(self, ticket: Ticket) -> None:
        for script in scripts_of(ticket.calls):
            (self.marks / script.name).unlink(missing_ok=True)
        ticket.is_done = True
        ticket.done()
