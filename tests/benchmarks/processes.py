"""CPU time of processes, which other people's work on the machine disturbs less than the clock."""

import contextlib

import psutil


def seconds(pid: int | None) -> float:
    """Of a process and all that it started, running or ended; 0 for None."""
    if pid is None:
        return 0.0
    process = psutil.Process(pid)
    spent = 0.0
    for one in (process, *process.children(recursive=True)):
        # PostgreSQL's workers come and go, also while they are looked at.
        with contextlib.suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            spent += sum((times.user, times.system, times.children_user, times.children_system))
    return spent
