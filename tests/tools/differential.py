"""Compares what gilt and CPython answer to many random expressions, line by line.

Whoever uses it brings a function that makes one expression; a guest program of `count` of them is
written, run by both, and the answers that differ are shown."""

import argparse
import random
import subprocess
import sys
import tempfile

SHOWN = 50


def make_program(prelude, make_expression, seed, count):
    rng = random.Random(seed)
    lines = [prelude]
    for _ in range(count):
        text = make_expression(rng)
        lines.append(f"show({text!r}, lambda: {text})\n")
    return "".join(lines)


def run(interpreter, path):
    result = subprocess.run([interpreter, path], capture_output=True, text=True)
    if result.returncode != 0:
        print(f"{interpreter} ends with {result.returncode}: {result.stderr[-2000:]}")
    return result.stdout.splitlines()


def main(title, prelude, make_expression, is_free=lambda answer: False):
    """The command line of such a tool, with its exit status. `prelude` defines show(text, function);
    `is_free` says of CPython's answer that another is as good."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("gilt")
    parser.add_argument("python")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(make_program(prelude, make_expression, options.seed, options.count))
        file.flush()
        ours, theirs = run(options.gilt, file.name), run(options.python, file.name)
    different = [pair for pair in zip(ours, theirs) if pair[0] != pair[1] and not is_free(pair[1])]
    for own, other in different[:SHOWN]:
        print(f"- {other}\n+ {own}")
    print(f"{options.count} expressions, {len(ours)} and {len(theirs)} answers, {len(different)} differ")
    return 1 if different or not len(ours) == len(theirs) == options.count else 0


if __name__ == "__main__":
    sys.exit("differential.py is used by compare_numbers.py and compare_text.py")
