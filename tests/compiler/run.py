"""Tests of the compiler through the `dis` program.

    run.py DIS errors              every snippet of errors.txt gives the error written below it
                                   (as CPython 3.13 does), or none
    run.py DIS golden [--update]   every golden/NAME.py gives golden/NAME.dis
    run.py DIS files FILE...       every file compiles to code that the verifier accepts
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def disassemble(dis, path):
    run = subprocess.run([dis, path], capture_output=True, text=True)
    if run.returncode or run.stderr:
        return f"exit status {run.returncode}\n{run.stdout[:500]}{run.stderr[:2000]}"
    return run.stdout


def check_errors(dis):
    failures = 0
    cases = (HERE / "errors.txt").read_text().split("\n# -> ")
    snippet = cases[0]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "snippet.py"
        for rest in cases[1:]:
            expected, _, following = rest.partition("\n")
            path.write_text(snippet.strip("\n") + "\n")
            first = disassemble(dis, path).partition("\n")[0]
            actual = "OK" if first.startswith("<module> (") else first
            if actual != expected:
                failures += 1
                print(f"{snippet.strip()}\n    expected: {expected}\n    actual:   {actual}\n")
            snippet = following
    print(f"{len(cases) - 1} snippets, {failures} failures")
    return failures


def check_golden(dis, update):
    failures = 0
    paths = sorted((HERE / "golden").glob("*.py"))
    for path in paths:
        actual = disassemble(dis, path)
        expected_path = path.with_suffix(".dis")
        if update:
            expected_path.write_text(actual)
        elif not expected_path.exists() or expected_path.read_text() != actual:
            failures += 1
            print(f"--- {path.name}: differs from {expected_path.name}; it is now:\n{actual}")
    print(f"{len(paths)} programs, {failures} failures")
    return failures + (not paths)


def main():
    dis, what, *rest = sys.argv[1:]
    if what == "errors":
        return check_errors(dis) != 0
    if what == "golden":
        return check_golden(dis, "--update" in rest) != 0
    return subprocess.run([dis, "-q", *rest]).returncode


sys.exit(main())
