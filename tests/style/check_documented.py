#!/usr/bin/env python3
"""Headers are the documentation: every function declared in a .h has a comment directly above it, or
above its group; every C file opens with a comment that says what it is.

An inline function of one line needs none: its body is its comment."""

import sys

import sources


ONE_LINER = 3  # lines of an inline function whose body is one line


def says_itself(declaration):
    return declaration.has_body and declaration.end_line - declaration.line + 1 <= ONE_LINER


def check(root):
    problems = []
    for path in sources.find_files(root, (".c", ".h", ".def")):
        text = sources.read(root, path)
        if not text.startswith(("//", "/*")):
            problems.append(f"{path}:1: does not open with a comment that says what the file is")
        if path.suffix != ".h":
            continue
        for declaration in sources.read_declarations(text):
            name = declaration.function_name()
            if name and not declaration.is_documented and not says_itself(declaration):
                problems.append(f"{path}:{declaration.line}: {name} has no comment directly above")
    return problems


if __name__ == "__main__":
    sys.exit(sources.main("documented", check))
