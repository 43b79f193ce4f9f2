#!/usr/bin/env python3
"""Measures what two threads gain over one without the GIL, case by case (tests/bench/scaling/cases.py), and
what two interpreters gain.

Figures of the same minute stand side by side, since a machine's second core is not always whole:

  threads     the work of two in one thread beside the waiting main thread over two such threads
              at once; 2.00 is perfect
  processes   the same for plain processes, each with its main thread only
  ratio       of these two: 0.95 is the aim where nothing is written that others use
  interp      as processes for two interpreters of one process, the GIL on in each
  other       the work of two in one such thread over that in the main thread: what it costs to
              count objects that another thread has made
  cpu         CPU time of two threads at once over one thread's: above 1.00 the threads wait for
              each other's cache lines. Holds even while other programs use the cores
"""

import argparse
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "scaling" / "cases.py"
DEFAULT_GILT = HERE.parent.parent / "build" / "release" / "gilt"


def start(options, case, how, gil=None):
    command = [options.gilt, "--gil=" + (gil or options.gil), "--refcount=" + options.refcount, CASES, case, how,
               str(options.work)]
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)


def finish(process):
    out, _ = process.communicate()
    if process.returncode:
        sys.exit(f"{process.args} ended with status {process.returncode}")
    wall, cpu = out.split()
    return float(wall), float(cpu)


def measure(options, case):
    """One round: (threads, processes, interpreters, other, cpu)."""
    serial_wall, _ = finish(start(options, case, "serial"))
    other_wall, other_cpu = finish(start(options, case, "other"))
    threads_wall, threads_cpu = finish(start(options, case, "threads"))
    both = [start(options, case, "half") for _ in range(2)]
    processes_wall = max(finish(process)[0] for process in both)
    interpreters_wall, _ = finish(start(options, case, "interpreters", "on"))
    return (other_wall / threads_wall, serial_wall / processes_wall, serial_wall / interpreters_wall,
            other_wall / serial_wall, threads_cpu / other_cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gilt", default=DEFAULT_GILT)
    parser.add_argument("--gil", default="off")
    parser.add_argument("--refcount", default="biased")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=int, default=500000, help="size of the work; default: 500000")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    options = parser.parse_args()
    listing = subprocess.run([str(options.gilt), str(CASES), "list"], capture_output=True, text=True, check=True)
    print(f"{'MEASURED, median of ' + str(options.rounds):38}threads  processes  ratio  interp  other    cpu  (spread of ratio)")
    for line in listing.stdout.splitlines():
        group, *cases = line.split()
        for case in cases:
            if options.only not in case:
                continue
            rounds = [measure(options, case) for _ in range(options.rounds)]
            threads, processes, interp, other, cpu = (statistics.median(column) for column in zip(*rounds))
            ratios = sorted(row[0] / row[1] for row in rounds)
            print(f"  {group:12} {case:22} {threads:7.2f} {processes:10.2f} {statistics.median(ratios):6.2f} {interp:7.2f}"
                  f" {other:6.2f} {cpu:6.2f}  ({ratios[0]:.2f} to {ratios[-1]:.2f})", flush=True)


main()
