#!/usr/bin/env python3
"""Links in the documentation lead somewhere: relative links and their #anchors in every .md file, and
every path of this project written in `backticks`."""

import re
import sys

import sources

LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
QUOTED_PATH = re.compile(r"`((?:compiler|vm|runtime|tests|examples|docs|\.ci)/[\w./*-]*)`")
HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.M)
FENCE = re.compile(r"^( *)```.*?^\1```", re.S | re.M)


def anchors(text):
    """The anchors GitHub makes from the headings of a Markdown text."""
    found = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"[`*]|\]\([^)]*\)", "", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


def explain_link(root, path, target):
    """Why a link does not lead anywhere, or None."""
    if re.match(r"[a-z]+:", target):
        return None
    file, _, anchor = target.partition("#")
    goal = root / path.parent / file if file else root / path
    if not goal.exists():
        return "no such file"
    if anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8")):
        return "no such heading"
    return None


def check(root):
    problems = []
    for path in sources.find_files(root, (".md",)):
        for number, line in enumerate(sources.read(root, path).split("\n"), 1):
            for target in LINK.findall(line):
                reason = explain_link(root, path, target)
                if reason:
                    problems.append(f"{path}:{number}: {target}: {reason}")
            for target in QUOTED_PATH.findall(line):
                if not any(root.glob(target.rstrip("/"))):
                    problems.append(f"{path}:{number}: {target}: no such file")
    return problems


if __name__ == "__main__":
    sys.exit(sources.main("links", check))
