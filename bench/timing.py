"""Take times: alternate what is compared, and run what must be alone in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call of `work`."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call of `work`: what to compare across an interval.

    Two sides that run minutes apart meet other neighbours on the machine; wall time would tell of
    them.
    """
    begun = time.process_time()
    work()
    return time.process_time() - begun


def alternate(*works: Callable[[], object], repetitions: int) -> list[float]:
    """Return the median wall time of each of `works`, run A B A B, each once unmeasured before.

    Alternation lets what else the machine does fall on all of them alike.
    """
    for work in works:
        work()
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(repetitions):
        for times, work in zip(taken, works, strict=True):
            times.append(seconds(work))
    return [median(times) for times in taken]


def command(arguments: Sequence[str], **environment: str) -> Callable[[], None]:
    """Return a call that runs a command, its output thrown away; it raises when that fails."""

    def run() -> None:
        subprocess.run(
            arguments,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | environment,
        )

    return run


@dataclass(frozen=True, slots=True)
class Run:
    """What a function gave in a process of its own, and what that process cost at its worst."""

    result: Any
    peak_mb: float


def alone(function: Callable[..., Any], *arguments: str, limit: float | None = None) -> Run:
    """Call a function of a module of `bench` in a new process and return its result.

    Result and arguments travel as JSON and text. Raise `RuntimeError` with the last line of the
    process's errors when it fails, and `TimeoutError` when it was killed after `limit` seconds.
    """
    place = f"{function.__module__}:{function.__name__}"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.timing", place, *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=limit,
        )
    except subprocess.TimeoutExpired as late:
        raise TimeoutError(f"{place}: stopped after {limit} s") from late
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise RuntimeError(f"{place}: {reason[0]}")
    told = json.loads(done.stdout.splitlines()[-1])
    return Run(told["result"], told["peak_mb"])


def _called(place: str, arguments: list[str]) -> None:
    """Be the other side of `alone`."""
    from importlib import import_module

    module, _, name = place.partition(":")
    result = getattr(import_module(module), name)(*arguments)
    print(json.dumps({"result": result, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Return the peak resident memory of this process in megabytes (10^6 bytes).

    Linux is asked for this program alone: what `getrusage` tells there begins with the peak of the
    process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(li for li in status.read_text().splitlines() if li.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    _called(sys.argv[1], sys.argv[2:])
