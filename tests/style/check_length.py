#!/usr/bin/env python3
"""A function fits on a screen and a file holds one subject. Exceptions stand with their reason in
long_functions.txt ("path function: reason") and long_files.txt ("path: reason")."""

import sys

import sources

FUNCTION_LINES = 60
FILE_LINES = 700
FILE_SUFFIXES = (".c", ".h", ".def", ".py")


def read_exceptions(root, name):
    """What is excused in a list: {"path" or "path function": reason}."""
    file = root / name if (root / name).exists() else sources.STYLE / name
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return {key: reason.strip() for key, _, reason in (line.partition(":") for line in lines)}


def find_long_functions(root):
    for path in sources.find_files(root, (".c", ".h")):
        for declaration in sources.read_declarations(sources.read(root, path)):
            name = declaration.function_name()
            length = declaration.end_line - declaration.line + 1
            if name and declaration.has_body and length > FUNCTION_LINES:
                yield f"{path} {name}", f"{path}:{declaration.line}: {name} has {length} lines"


def find_long_files(root):
    for path in sources.find_files(root, FILE_SUFFIXES):
        length = len(sources.read(root, path).splitlines())
        if length > FILE_LINES:
            yield str(path), f"{path}: has {length} lines"


def report(found, exceptions, list_name, limit):
    """Problems: what is too long and not excused, and what is excused without need or reason."""
    found = dict(found)
    problems = [f"{text}, more than {limit}" for key, text in found.items() if key not in exceptions]
    for key, reason in exceptions.items():
        if key not in found:
            problems.append(f"{list_name}: {key} is not too long any more")
        elif not reason:
            problems.append(f"{list_name}: {key} has no reason")
    return sorted(problems)


def check(root):
    functions = report(find_long_functions(root), read_exceptions(root, "long_functions.txt"),
                       "long_functions.txt", FUNCTION_LINES)
    return functions + report(find_long_files(root), read_exceptions(root, "long_files.txt"),
                              "long_files.txt", FILE_LINES)


if __name__ == "__main__":
    sys.exit(sources.main("length", check))
