#!/usr/bin/env python3
"""What watching costs: programs with a timeline and without one, in turn, the writing included.

    tests/bench/watching.py GILT [RUNS]

The quickest of the runs counts: the others were disturbed.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

COMPUTE = """
import threading
def work():
    total = 0
    for i in range(20_000_000):
        total += i & 7
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
"""
# Two threads hand a lock to each other, which hands the GIL over too.
HAND_OVER = """
import threading
locks = [threading.Lock(), threading.Lock()]
locks[1].acquire()
def work(mine, other):
    for _ in range(20_000):
        mine.acquire()
        other.release()
threads = [threading.Thread(target=work, args=(locks[i], locks[1 - i])) for i in range(2)]
for t in threads: t.start()
for t in threads: t.join()
"""


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def main():
    gilt = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with tempfile.TemporaryDirectory() as folder:
        script, page = pathlib.Path(folder) / "program.py", pathlib.Path(folder) / "page.html"
        for name, text in (("two threads compute", COMPUTE), ("40000 hand-overs of a lock", HAND_OVER)):
            script.write_text(text)
            plain, watched = [], []
            for _ in range(runs):
                plain.append(seconds([gilt, script]))
                watched.append(seconds([gilt, f"--timeline={page}", script]))
            print(f"{name:28} {min(plain):.3f} s, with a timeline {min(watched):.3f} s: "
                  f"{100 * (min(watched) / min(plain) - 1):+.1f} %")


if __name__ == "__main__":
    main()
