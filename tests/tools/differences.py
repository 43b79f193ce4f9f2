#!/usr/bin/env python3
"""Makes docs/differences.md: what is known to differ from CPython, from the files that list it.

    differences.py            writes the page
    differences.py --check    exit status 1 if the page is not what would be written
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "differences.md"
HEAD = """# Differences from CPython

What is known to differ from CPython 3.13, and why. Everything else that differs is a bug. This page is made from
`tests/differences.txt`, `tests/pending.txt` and the markers in the programs under `tests/`, by `tests/tools/differences.py`.
"""
MARKER = re.compile(r"^# skip-oracle: (.+)$", re.MULTILINE)


def listed():
    """The topics of differences.txt, each with its items: (what, why)."""
    topics, lines = {}, []
    for line in (ROOT / "tests" / "differences.txt").read_text().splitlines():
        if line.startswith("  "):
            lines[-1] += " " + line.strip()
        elif line and not line.startswith("#"):
            lines.append(line)
    for line in lines:
        if line.startswith("["):
            items = topics.setdefault(line.strip("[]"), [])
        else:
            what, dash, why = line.rpartition(" - ")
            if not dash:
                sys.exit(f"tests/differences.txt: no reason given: {line}")
            items.append((what, why))
    return topics


def pending():
    """The programs of pending.txt: (path, why)."""
    lines = (ROOT / "tests" / "pending.txt").read_text().splitlines()
    return [line.split(None, 1) for line in lines if line and not line.startswith("#")]


def marked():
    """The programs that say CPython differs on purpose: (path, why)."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        found = MARKER.search(path.read_text(errors="replace"))
        if found and path.name != "run_guest.py":
            yield path.relative_to(ROOT / "tests"), found[1]


def page():
    parts = [HEAD]
    for topic, items in listed().items():
        parts.append(f"## {topic}\n\n" + "".join(f"* {what} – {why}\n" for what, why in items))
    programs = [f"* `tests/{path}`: {why.removeprefix('deliberate: ')}\n" for path, why in [*pending(), *marked()]]
    parts.append("## Programs whose output differs\n\n" + "".join(programs))
    return "\n".join(parts)


def main():
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text)
        return 0
    if PAGE.exists() and PAGE.read_text() == text:
        return 0
    print("docs/differences.md is not up to date: run tests/tools/differences.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
