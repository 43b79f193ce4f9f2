"""What the style checks share: finding files, reading C just well enough, and the command line.

A check is a script check_NAME.py with a function check(root) that returns problems as texts,
"path:line: what is wrong", sorted. It runs over the project, or with --self-test over its samples:
samples/NAME/ is a small tree with everything the check must find, and samples/NAME/expected.txt
is what it must say about it. So a check cannot silently stop working.
"""

import difflib
import os
import pathlib
import re
import sys

STYLE = pathlib.Path(__file__).resolve().parent
ROOT = STYLE.parent.parent
SAMPLES = STYLE / "samples"
SKIPPED_FOLDERS = {"build", ".git", ".cache", "__pycache__"}
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def find_files(root, suffixes, folders=("",)):
    """Paths under root with one of the suffixes, relative and sorted. Samples are left out."""
    found = []
    for folder in folders:
        for directory, names, files in os.walk(root / folder):
            names[:] = [name for name in names if name not in SKIPPED_FOLDERS
                        and pathlib.Path(directory, name) != SAMPLES]
            found += [pathlib.Path(directory, file).relative_to(root) for file in files
                      if file.endswith(suffixes)]
    return sorted(found)


def read(root, path):
    return (root / path).read_text(encoding="utf-8", errors="replace")


def blank(text):
    """The C text with comments and literals replaced by spaces: same lines, same columns."""
    def spaces(match):
        token = match.group()
        if token[0] == "/":
            return re.sub(r"[^\n]", " ", token)
        return token[0] + " " * (len(token) - 2) + token[-1]

    return TOKEN.sub(spaces, text)


class Declaration:
    """One declaration or definition at the top level of a C file.

    `line` and `end_line` count from 1; `head` is its code before the first brace, one line;
    `is_documented`: a comment stands directly above it, or above its group (no blank line between),
    or in its own lines.
    """

    def __init__(self, line, end_line, code, is_documented):
        self.line = line
        self.end_line = end_line
        self.has_body = "{" in code
        self.head = " ".join(code.split("{")[0].split())
        self.is_documented = is_documented

    def function_name(self):
        """The name of the function this declares or defines, or None."""
        if re.match(r"(typedef|_Static_assert|static_assert)\b", self.head) or "(" not in self.head:
            return None
        if "=" in self.head.split("(")[0] or (self.has_body and "=" in self.head):
            return None
        match = re.match(r"(?:__attribute__\s*\(\(.*?\)\)\s*)?(.+?)\b(\w+)\s*\(", self.head)
        is_type = match and re.fullmatch(r"(struct|union|enum)\s*", match.group(1))
        return match.group(2) if match and not is_type else None


def read_declarations(text):
    """The top-level declarations of a C text, in order. Preprocessor lines are skipped."""
    lines, code_lines = text.split("\n"), blank(text).split("\n")
    found, start, depth, parens, is_documented, in_directive = [], None, 0, 0, False, False
    for number, (line, code) in enumerate(zip(lines, code_lines), 1):
        if in_directive or (code.lstrip().startswith("#") and start is None):
            in_directive = line.endswith("\\")
            continue
        if code.lstrip().startswith("#"):
            continue
        if start is None:
            if not line.strip():
                is_documented = False
                continue
            if not code.strip():
                is_documented = True
                continue
            start = number
        for character in code:
            depth += (character == "{") - (character == "}")
            parens += (character == "(") - (character == ")")
        ended = code.rstrip().endswith((";", "}")) and depth <= 0 and parens <= 0
        if ended or (number == start and depth == 0 and re.fullmatch(r"[A-Z_]+\(.*\)\s*", code)):
            own = any("//" in part or "/*" in part for part in lines[start - 1:number])
            code_text = "\n".join(code_lines[start - 1:number])
            inner = own and "{" not in code_text
            found.append(Declaration(start, number, code_text, is_documented or inner))
            start, depth, parens = None, 0, 0
    return found


def self_test(name, check):
    root = SAMPLES / name
    expected = (root / "expected.txt").read_text(encoding="utf-8").splitlines()
    actual = check(root)
    if actual == expected and expected:
        print(f"{name}: finds all {len(expected)} planted problems")
        return 0
    print("\n".join(difflib.unified_diff(expected, actual, "expected", "found", lineterm="")))
    return 1


def main(name, check):
    if "--self-test" in sys.argv[1:]:
        return self_test(name, check)
    problems = check(ROOT)
    for problem in problems:
        print(problem)
    print(f"{name}: {len(problems)} problems")
    return 1 if problems else 0
