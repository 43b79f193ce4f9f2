#!/usr/bin/env python3
"""Checks what `gilt compare` says of programs whose answer is known. Counts only, never times.

    tests/compare/check_compare.py GILT
"""

import json
import pathlib
import subprocess
import sys
import tempfile

COUNTER = """
# gilt: expect counter == 4 * ROUNDS
import sys, threading
ROUNDS = 3000
counter = 0
def work():
    global counter
    for _ in range(ROUNDS):
        counter += 1
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
"""
# Between the read and the write another thread is let in for certain, under every policy.
TORN = """
import threading
class Box:
    value = 0
counter, box, table, items = 0, Box(), {"k": 0}, [0]
turns = [threading.Event(), threading.Event()]
def wait(event, value):
    turns[0].set()
    event.wait()
    return value
def slow():
    global counter
    PLACE = wait(turns[1], PLACE) + 1
def quick():
    global counter
    turns[0].wait()
    PLACE += 1
    turns[1].set()
threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
for t in threads: t.start()
for t in threads: t.join()
print(PLACE)
"""
THREADS = "import gil\nprint(gil.threads)\n"

failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def compare(gilt, script, *options, status=0):
    run = subprocess.run([gilt, "compare", *options, script], capture_output=True, text=True,
                         timeout=300)
    expect(run.returncode == status, f"{options}: status {run.returncode}: {run.stderr}")
    return run.stdout


def by_mode(text):
    return {row["gil"]: row for row in json.loads(text)["modes"]}


def main():
    gilt = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            path = pathlib.Path(folder) / name
            path.write_text(text)
            return path

        counter, torn = write("counter.py", COUNTER), write("torn.py", TORN.replace("PLACE", "counter"))
        rows = by_mode(compare(gilt, counter, "--modes=all", "-n2", "--json"))
        expect(list(rows) == ["py22", "py27", "py32", "py310", "py313", "fifo", "off"], list(rows))
        for mode in ("py310", "py313", "fifo"):
            row = rows[mode]
            expect(row["expectation_failed"] == 0 and row["most_lost"] == 0, f"{mode}: {row}")
            expect(row["collisions"] == 0, f"{mode} has no collisions: {row}")
            expect(row["windows"] >= 12000, f"{mode}: all windows are counted: {row}")
        rows = by_mode(compare(gilt, torn, "--modes=all", "-n2", "--json", "--expect",
                               "counter == 2"))
        for mode, row in rows.items():
            expect(row["expectation_failed"] == 2 and row["most_lost"] == 1, f"{mode}: {row}")
            expect(row["collisions"] == 1, f"{mode}: one collision: {row}")
            expect(row["switches_in_windows"] == (mode != "off"), f"{mode}: one switch: {row}")
        for place in ("box.value", "table['k']", "items[0]"):
            script = write("torn_part.py", TORN.replace("PLACE", place))
            rows = by_mode(compare(gilt, script, "--modes=on,off,py27", "-n1", "--json", "--expect",
                                   f"{place} == 2"))
            for mode, row in rows.items():
                expect(row["most_lost"] == 1 and row["collisions"] == 1, f"{place}, {mode}: {row}")
        text = compare(gilt, torn, "--modes", "on,off", "-n", "1", "--expect=counter == 2")
        expect("Not so under on, off." in text, text)
        expect("MEASURED" in text, text)
        expect(all(len(line) <= 80 for line in text.splitlines()), "80 columns")
        text = compare(gilt, write("threads.py", THREADS), "--threads", "1,3", "--modes=off",
                       "-n1", "--show-output")
        expect("off x1" in text and "off x3" in text and "\n3\n" in text, text)
        text = compare(gilt, write("fails.py", "print(1)\nraise ValueError('always')\n"), "-n1",
                       status=1)
        expect("failed in every run, with exit status 1: ValueError: always" in text, text)
        expect("is as fast as" not in text and "no conclusion" not in text, text)
        text = compare(gilt, counter, "-n1", "--expect=nonsense == 3")
        expect("could not be evaluated under on, off:\n      NameError: name 'nonsense'" in text, text)
        compare(gilt, torn, "--modes=py99", status=2)
        compare(gilt, torn, "--threads=0", status=2)
        compare(gilt, "no such file.py", status=2)
    for failure in failures:
        print("FAILED", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
