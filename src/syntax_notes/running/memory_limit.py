"""The memory that a note may use."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def memory_limit(gibibytes: float) -> Iterator[None]:
    """Let allocations fail that go beyond what the process has now and so much more.

    The limit is one of addresses, of which drivers of accelerators reserve more than
    there is memory. Only Linux tells how many a process has.
    """
    in_use = Path("/proc/self/statm")
    if not in_use.exists():
        yield
        return
    import resource

    pages = int(in_use.read_text().split()[0])
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + int(gibibytes * 2**30)
    limits = [one for one in (wanted, before) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
