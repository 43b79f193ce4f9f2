#!/usr/bin/env python3
"""Measures what memory is left after a program has been busy, case by case (tests/bench/memory/cases.py).

`left` is the resident size of the process afterwards over that before; the median of the rounds. It should stay
below 1.20, with and without the GIL. The programs of the cases run only on gilt, whose module gil tells the size.
"""

import argparse
import pathlib
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "memory" / "cases.py"
DEFAULT_GILT = HERE.parent.parent / "build" / "release" / "gilt"
MIB = 1 << 20


def run(options, gil, case):
    command = [options.gilt, "--gil=" + gil, CASES, case]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, check=True)
    return [int(word) for word in done.stdout.split()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gilt", default=DEFAULT_GILT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    options = parser.parse_args()
    print(f"{'MiB RESIDENT, median of ' + str(options.rounds):30}gil   before     top   after   left")
    listing = subprocess.run([str(options.gilt), str(CASES), "list"], capture_output=True, text=True, check=True)
    for case in listing.stdout.split():
        if options.only not in case:
            continue
        for gil in ("on", "off"):
            rounds = [run(options, gil, case) for _ in range(options.rounds)]
            before, top, after = (statistics.median(column) for column in zip(*rounds))
            print(f"  {case:27} {gil:3} {before / MIB:8.1f} {top / MIB:7.1f} {after / MIB:7.1f} {after / before:6.2f}",
                  flush=True)


main()
