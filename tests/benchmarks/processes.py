"""CPU time of processes, which other people's work on the machine disturbs less than the clock."""

import psutil


def seconds(pid: int | None) -> float:
    """Of a process and all that it started and that still runs; 0 for None."""
    if pid is None:
        return 0.0
    process = psutil.Process(pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))
