#!/usr/bin/env python3
"""Checks the parser against CPython 3.13.

    run_parser_tests.py PARSE_DUMP                 the checked-in cases, then the standard library if there is a 3.13
    run_parser_tests.py PARSE_DUMP --no-library    the checked-in cases only
    run_parser_tests.py --write                    writes the expectations anew; run it with python3.13

The cases need any Python 3, because their expectations are checked in beside them:

    cases/trees.txt, cases/prompt.txt   a snippet as a string literal, then what it should give:
                                        the tree as `ast.dump` writes it, or an error
    cases/errors.txt                    the same, errors only

An error is written "Kind: message line:column-end_line:end_column", 0 where CPython has no number.
At the prompt "incomplete" says that more lines are asked for.
"""
import ast
import codeop
import os
import subprocess
import sys
import warnings

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases")
FILES = {"trees.txt": "exec", "errors.txt": "exec", "prompt.txt": "single"}
LIBRARY_ROOTS = [
    os.path.expanduser("~/.pyenv/versions/3.13.0/lib/python3.13"),
    "/usr/lib/python3.13",
]
# What is known to differ, and why.
LIBRARY_EXCEPTIONS = {
    "unistring.py": "utf8proc has another version of Unicode than CPython: other characters are printable",
    "test_stringprep.py": "the same",
    "module_koi8_r.py": "an encoding that is not supported",
    "clock.py": "the same",
    "bad_coding2.py": "a byte order mark with a cookie that disagrees",
}


def read_cases(name):
    """Yields (source, expected) pairs; source is str or bytes."""
    with open(os.path.join(CASES, name), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and line[0] != "#"]
    for i in range(0, len(lines) - 1, 2):
        yield ast.literal_eval(lines[i]), lines[i + 1]


def run_batch(program, mode, sources):
    """Parses all the sources with one process; returns one line for each."""
    options = ["--positions", "--mode=" + mode]
    results = [None] * len(sources)
    for is_bytes in (False, True):
        chosen = [i for i, s in enumerate(sources) if isinstance(s, bytes) == is_bytes]
        data = [sources[i] if is_bytes else sources[i].encode() for i in chosen]
        records = b"".join(b"%d\n%s" % (len(d), d) for d in data)
        run = subprocess.run(
            [program, *options, *([] if is_bytes else ["--string"]), "--batch"],
            input=records, capture_output=True, timeout=300)
        if run.returncode != 0 or run.stderr:
            sys.exit(f"{program} failed: {run.returncode}\n{run.stderr.decode()}")
        for i, line in zip(chosen, run.stdout.decode("utf-8", "replace").splitlines()):
            results[i] = line
    return results


def check_cases(program):
    bad = 0
    for name, mode in FILES.items():
        cases = list(read_cases(name))
        for (source, expected), got in zip(cases, run_batch(program, mode, [c[0] for c in cases])):
            if got is not None and got.endswith(" (incomplete)"):
                got = "incomplete" if mode == "single" else got.removesuffix(" (incomplete)")
            if got != expected:
                bad += 1
                print(f"{name}: {source!r}\n    expected {expected}\n    got      {got}")
        print(f"{name}: {len(cases)} cases")
    return bad


# ---- CPython's answers, with a Python 3.13 ---------------------------------------------------------


def describe_error(error):
    line, column, end_line = (max(n or 0, 0) for n in (error.lineno, error.offset, error.end_lineno))
    return f"{type(error).__name__}: {error.msg} {line}:{column}-{end_line}:{error.end_offset or 0}"


def ask_cpython(source, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if mode == "single":
                lines = source.split("\n")
                compiled = codeop.compile_command("\n".join(lines[:-1]), "<case>", "single")
                if compiled is None:
                    return "incomplete"
        except SyntaxError:
            pass  # said again below, with the last newline in place
        try:
            return ast.dump(ast.parse(source, mode=mode), include_attributes=True)
        except SyntaxError as error:
            return describe_error(error)


def write_expectations():
    for name, mode in FILES.items():
        path = os.path.join(CASES, name)
        with open(path, encoding="utf-8") as file:
            head = [line for line in file if line.startswith("#")]
        sources = [source for source, _ in read_cases(name)]
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(head)
            for source in sources:
                file.write(f"{ascii(source)}\n{ask_cpython(source, mode)}\n")


def check_library(program, root):
    """Compares the tree of every file of a standard library; the oracle is its own interpreter."""
    python = os.path.join(root, "../../bin/python3.13")
    if not os.path.exists(python):
        python = "/usr/bin/python3.13"
    return subprocess.run([python, os.path.abspath(__file__), program, "--files", root]).returncode


def check_files(program, root):
    same, bad, skipped = 0, 0, 0
    sys.setrecursionlimit(20000)
    warnings.simplefilter("ignore")
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(n for n in names if n.endswith(".py")):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                text = file.read()
            try:
                expected = ast.dump(ast.parse(text), include_attributes=True)
            except (SyntaxError, ValueError, RecursionError):
                expected = None
            run = subprocess.run([program, "--positions", path], capture_output=True)
            got = run.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
            names_a_character = b"\\N{" in text and "character names" in got
            if name in LIBRARY_EXCEPTIONS or names_a_character:
                skipped += 1
            elif got == expected or (expected is None and not got.startswith("Module(")):
                same += 1
            else:
                bad += 1
                print(f"{path}: {got[:200] if not got.startswith('Module(') else 'other tree'}")
    print(f"{root}: {same} files agree, {bad} differ, {skipped} known exceptions")
    return 1 if bad else 0


def main():
    if sys.argv[1] == "--write":
        write_expectations()
        return 0
    program = sys.argv[1]
    if sys.argv[2:3] == ["--files"]:
        return check_files(program, sys.argv[3])
    bad = check_cases(program)
    if "--no-library" not in sys.argv:
        roots = [root for root in LIBRARY_ROOTS if os.path.isdir(root)]
        for root in roots[:1]:
            bad += check_library(program, root)
        if not roots:
            print("no Python 3.13 library here: skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
