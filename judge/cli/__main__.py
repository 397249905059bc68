"""``python -m judge.cli``: ``kata``, for another ``kata`` that starts it and may cancel it."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from judge.cli.status import Status

_PR_SET_PDEATHSIG = 1


def cancelled(number: int, frame: FrameType | None) -> None:
    """End in good order, without a word: who has cancelled it knows."""
    raise SystemExit(Status.INTERRUPTED)


def end_with_the_parent() -> None:
    """Be interrupted when the one who started this is gone, even if it was killed; Linux only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)


def main() -> None:
    """Run ``kata``; an interrupt is held back until there is somebody to catch it."""
    from judge.cli.main import run

    signal.signal(signal.SIGINT, cancelled)
    end_with_the_parent()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    run()


if __name__ == "__main__":
    main()
