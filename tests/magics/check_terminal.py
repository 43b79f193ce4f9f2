#!/usr/bin/env python3
"""Types at the prompt in a terminal of 80 by 24, and looks for what must appear.

    tests/magics/check_terminal.py GILT
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

# What is typed, and what must appear before the next is typed.
STEPS = [
    ("", ">>> "),
    ("import threading, time\r", ">>> "),
    ("stop = []\r", ">>> "),
    ("threading.Thread(target=lambda: [time.sleep(0.01) for _ in iter(lambda: stop, [1])],"
     " name='napper').start()\r", ">>> "),
    ("threading.Thr\t", "ead"),  # what is certain,
    ("\t\t", "threading.ThreadError("),  # and pressed again, what there is,
    ("", ">>> threading.Thread"),  # and the line anew
    ("\x03", ">>> "),
    ("def zero(): return 'nothing'\r\r", ">>> "),
    ("zer\t\r", "nothing"),  # Tab has put both brackets
    ("%top 0.1\r", "q or Ctrl-C ends it"),
    ("", "napper"),  # the live view is drawn,
    ("", "q or Ctrl-C ends it"),
    ("q", "napper"),  # and its last state stays behind
    ("", ">>> "),
    ("6 * 7\r", "42"),
    ("%top 60\r", "watching"),
    ("\x03", ">>> "),
    ("6 * 7\r", "42"),
    ("stop.append(1)\r", ">>> "),
    # Not in one piece: what is typed is echoed, and would be taken for the prompt.
    ("import sys; sys.ps1, sys.ps2 = 'in' + ': ', 'more' + ': '\r", "in: "),
] + [
    # Ctrl-C comes as soon as the prompt is seen: often before the wait for a key has begun.
    ("if True:\r", "more: "),
    ("\x03", "in: "),
] * 10 + [
    ("class Counting:\r    n = 0\r    def __str__(self):\r        self.n += 1; return f'[{self.n}] '\r\r", "in: "),
    ("sys.ps1 = Counting()\r", "[1] "),
    ("7 * 6\r", "42"),
    ("", "[2] "),
    ("del sys.ps1\r", ""),
    ("exit()\r", ""),
]
TIMEOUT = 60


def start(gilt):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", NO_COLOR="1", GILT_HISTORY="/dev/null")
        os.execv(gilt, [gilt])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return pid, fd


def read_until(fd, wanted, seen):
    """What comes up to and with `wanted`, and what has come after it; None for the first if it does not."""
    end = time.monotonic() + TIMEOUT
    while wanted not in seen:
        ready, _, _ = select.select([fd], [], [], max(0, end - time.monotonic()))
        try:
            data = os.read(fd, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        if not data:
            return None, seen
        seen += data.decode(errors="replace")
    at = seen.index(wanted) + len(wanted)
    return seen[:at], seen[at:]


def main():
    pid, fd = start(sys.argv[1])
    seen = ""
    for typed, wanted in STEPS:
        os.write(fd, typed.encode())
        found, seen = read_until(fd, wanted, seen)
        if found is None:
            print(f"{typed!r}: {wanted!r} does not come, but {seen!r}")
            os.kill(pid, 9)
            break
    _, status = os.waitpid(pid, 0)
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
