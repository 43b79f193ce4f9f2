#!/usr/bin/env python3
"""Runs random programs (generate.py) under gilt and under CPython and compares what they print.

    compare.py --gilt build/release/gilt --oracle python3.13 --seeds 0-1000 [-j 2] [--modes on,off] [--keep FOLDER]

A program that differs is made smaller, statement by statement, as long as it still differs, and printed.
The oracle is CPython 3.13; other versions differ in some messages.
"""
import argparse
import concurrent.futures
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

from generate import Program

LIMIT_SECONDS = 60
SET_TEXT = re.compile(rb"\{([^{}]*)\}")
CLAUSES = ("except", "else", "elif", "finally", "case")  # what continues a statement


def statement_starts(lines):
    """The numbers, from 0, of the lines with which the outermost statements start."""
    starts, is_decorated = [], False
    for number, line in enumerate(lines):
        if line and not line[0].isspace() and not line.startswith(CLAUSES):
            if not is_decorated:
                starts.append(number)
            is_decorated = line.startswith("@")
    return starts


def outcome(command, path):
    """What a run comes to: the exit status, the output, and the last line of the errors."""
    try:
        run = subprocess.run([*command, path], capture_output=True, timeout=LIMIT_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "did not end", b"", b""
    return run.returncode, SET_TEXT.sub(sort_items, run.stdout), run.stderr.splitlines()[-1:]


def sort_items(match):
    """The items of a set in an order that does not depend on hashes."""
    return b"{" + b", ".join(sorted(match[1].split(b", "))) + b"}"


def first_difference(expected, found):
    """The first line in which two outcomes differ, as text."""
    for a, b in itertools.zip_longest(*[[o[0], *o[1].splitlines(), *o[2]] for o in (expected, found)]):
        if a != b:
            return f"CPython: {show(a)}\ngilt:    {show(b)}"
    return "no line differs"


def show(line):
    return line.decode(errors="replace") if isinstance(line, bytes) else str(line)


class Comparison:
    def __init__(self, gilt, oracle, modes, folder):
        self.oracle, self.folder = [oracle, "-W", "ignore"], folder
        self.commands = [[gilt, f"--gil={mode}", "-W", "ignore"] for mode in modes]

    def difference(self, name, text):
        """How the first outcome that is another than the oracle's differs; None if all agree."""
        path = self.folder / f"{name}.py"
        path.write_text(text)
        expected = outcome(self.oracle, path)
        for command in self.commands:
            found = outcome(command, path)
            if found != expected:
                return first_difference(expected, found)
        return None

    def shrink(self, name, text):
        """The program with as few statements as still differ."""
        step = 8
        while step:
            lines, removed = text.split("\n"), False
            starts = statement_starts(lines)
            at = len(starts)
            while at > 0:
                first = max(0, at - step)
                end = starts[at] if at < len(starts) else len(lines)
                shorter = lines[:starts[first]] + lines[end:]
                if self.difference(name, "\n".join(shorter)):
                    lines, removed = shorter, True
                    starts = starts[:first]  # what follows has moved; the next round looks at it
                at = first
            text = "\n".join(lines)
            if not removed:
                step //= 2
        return text

    def check(self, seed):
        """The shortest differing program for a seed and its difference; None if all agree."""
        name = f"random_{seed}"
        text = Program(seed).text()
        if self.difference(name, text) is None:
            return None
        text = self.shrink(name, text)
        return text, self.difference(name, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gilt", required=True)
    parser.add_argument("--oracle", default="python3.13")
    parser.add_argument("--seeds", default="0-99", help="a number or FIRST-LAST")
    parser.add_argument("--modes", default="on,off")
    parser.add_argument("-j", type=int, default=2, dest="jobs")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the programs that differ")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(options.gilt, options.oracle, options.modes.split(","), pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for seed, result in zip(seeds, pool.map(comparison.check, seeds)):
                if result is not None:
                    found += 1
                    text, difference = result
                    print(f"--- seed {seed} differs\n{text}\n{difference}", flush=True)
                    if options.keep:
                        (options.keep / f"random_{seed}.py").write_text(text)
    print(f"{len(seeds)} programs, {found} differ")
    return found > 0


if __name__ == "__main__":
    sys.exit(main())
