"""How fast this machine is right now, so that a bound on work holds on a slow or a busy one too.

A bound is in seconds of a calm machine, the one on which ``_CALM`` was measured.  Where the same
piece of work takes twice as long, so may what is measured beside it.
"""

from __future__ import annotations

import time

import yaml

_CALM = 0.039  # seconds of work
_TEXT = "".join(f"key{number}: [one, 'two', \"three\"]\n" for number in range(200))


def _work() -> None:
    """Do what our program does most: parse by YAML's parser, and by Python, and look things up."""
    for _ in range(2):
        events = list(yaml.parse(_TEXT, yaml.SafeLoader))
    seen: dict[str, int] = {}
    for number in range(40_000):
        name = f"k{number % 500}".casefold()
        seen[name] = seen.get(name, 0) + len(events)


def slowness() -> float:
    """Return how many times as long as on a calm machine work takes now; 1 on a faster one."""
    begun = time.process_time()
    _work()
    return max(1.0, (time.process_time() - begun) / _CALM)


def assert_within(seconds: float, spent: float, *measured: float) -> None:
    """Fail where more than ``seconds`` of work of a calm machine were ``spent``.

    ``measured`` is how slow this one was beside it; where that does not explain it, what it is
    now is looked at too.
    """
    if spent >= seconds:
        times = max(*measured, slowness())
        assert spent < seconds * times, f"{spent:.2f} s, on a machine {times:.1f} times as slow"
