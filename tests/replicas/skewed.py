"""The program on a machine whose clock is wrong: python -m tests.replicas.skewed SECONDS."""

import sys
import time

from bot.__main__ import main
from services import clock

if __name__ == "__main__":
    wrong_by = float(sys.argv[1])
    clock.machine = lambda: time.time() + wrong_by
    sys.exit(main(["run"]))
