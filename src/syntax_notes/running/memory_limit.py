"""The memory that a note may use."""

from __future__ import annotations

from pathlib import Path


def limit_memory(gibibytes: float) -> None:
    """Let allocations fail that go beyond what this process has now and so much more.

    The limit is one of addresses, of which drivers of accelerators reserve more than
    there is memory. Only Linux tells how many a process has.
    """
    in_use = Path("/proc/self/statm")
    if not in_use.exists():
        return
    import resource

    pages = int(in_use.read_text().split()[0])
    wanted = pages * resource.getpagesize() + int(gibibytes * 2**30)
    before = resource.getrlimit(resource.RLIMIT_AS)
    limits = [one for one in (wanted, *before) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), min(limits)))
