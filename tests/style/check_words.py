#!/usr/bin/env python3
"""Nothing unfinished is marked and left: no notes-to-self, no lines that end in blanks, no tabs in C,
no separators of dashes that a formatter has broken in two."""

import re
import sys

import sources

SUFFIXES = (".c", ".h", ".def", ".py", ".md", ".txt", ".cmake", ".json", ".sh")
MARKS = ("TO" + "DO", "FIX" + "ME", "X" + "XX")  # in pieces, so that this file passes
MARK = re.compile(r"\b(" + "|".join(MARKS) + r")\b")
DASHES = re.compile(r"\s*(//|#) -{3,}")


def check(root):
    problems = []
    for path in sources.find_files(root, SUFFIXES, ("",)):
        if path.name == "expected.txt":
            continue
        previous = ""
        for number, line in enumerate(sources.read(root, path).split("\n"), 1):
            if path.suffix in (".c", ".h", ".py") and DASHES.match(previous) and DASHES.fullmatch(line):
                problems.append(f"{path}:{number}: the separator above goes on here")
            previous = line
            match = MARK.search(line)
            if match:
                problems.append(f"{path}:{number}: {match.group()}: finish it or leave it out")
            if path.suffix in (".c", ".h", ".def", ".cmake") and line != line.rstrip():
                problems.append(f"{path}:{number}: ends in blanks")
            if path.suffix in (".c", ".h", ".def") and "\t" in line:
                problems.append(f"{path}:{number}: holds a tab")
    return problems


if __name__ == "__main__":
    sys.exit(sources.main("words", check))
