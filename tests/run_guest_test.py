#!/usr/bin/env python3
"""Tests run_guest.py itself: it must pass what is right and must notice everything that is wrong.

The programs run on the CPython that runs this file, through --oracle.
"""

import pathlib
import subprocess
import sys
import tempfile

RUNNER = pathlib.Path(__file__).resolve().parent / "run_guest.py"
PASS, FAIL, NONE = "1 passed, 0 failed", "0 passed, 1 failed", "0 passed, 0 failed"

# Name, closing line, files.
CASES = [
    ("lines in order", PASS, {"t.py": "print(1)  # expect: 1\nprint('a b')  # expect: a b\n"}),
    ("empty line", PASS, {"t.py": "print()  # expect:\n"}),
    ("wrong line", FAIL, {"t.py": "print(1)  # expect: 2\n"}),
    ("missing line", FAIL, {"t.py": "x = 1  # expect: 1\n"}),
    ("unexpected line", FAIL, {"t.py": "print(1)\n"}),
    ("error", PASS, {"t.py": "1 / 0  # expect-error: ZeroDivisionError: division by zero\n"}),
    ("wrong error", FAIL, {"t.py": "1 / 0  # expect-error: ZeroDivisionError: by zero\n"}),
    ("no error", FAIL, {"t.py": "1 / 1  # expect-error: ZeroDivisionError: division by zero\n"}),
    ("unexpected error", FAIL, {"t.py": "1 / 0\n"}),
    ("exit", PASS, {"t.py": "import sys\nsys.exit(3)  # expect-exit: 3\n"}),
    ("wrong exit", FAIL, {"t.py": "import sys\nsys.exit(4)  # expect-exit: 3\n"}),
    ("stderr", PASS, {"t.py": "import sys\nsys.stderr.write('a b')  # expect-stderr: b\n"}),
    ("wrong stderr", FAIL, {"t.py": "import sys\nsys.stderr.write('ab')  # expect-stderr: c\n"}),
    ("unexpected stderr", FAIL, {"t.py": "import sys\nsys.stderr.write('a')\n"}),
    ("signal", FAIL, {"t.py": "import os\nos.kill(os.getpid(), 11)\n"}),
    ("hang", FAIL, {"t.py": "while True: pass\n"}),
    ("arguments", PASS, {"t.py": "# args: a 'b c'\nimport sys\n"
                                 "print(sys.argv[1:])  # expect: ['a', 'b c']\n"}),
    ("not for the oracle", NONE, {"t.py": "# skip-oracle: differs\nprint(1)\n"}),
    ("for gilt only", NONE, {"t.py": "# gilt-only\nimport gil\n"}),
    ("helpers", PASS, {"t.py": "import _h, p\n", "_h.py": "1\n", "p/__init__.py": "\n"}),
    ("files", PASS, {"t.py": "print(input())\n", "t.in": "x\n", "t.out": "x\n"}),
    ("files differ", FAIL, {"t.py": "print(1)\n", "t.out": "1"}),
    ("stderr file differs", FAIL, {"t.py": "1 / 0\n", "t.out": "", "t.err": "x", "t.exit": "1"}),
]


def run(folder, *options):
    command = [sys.executable, str(RUNNER), "--oracle", sys.executable, *options, str(folder)]
    result = subprocess.run(command, capture_output=True, text=True)
    lines = result.stdout.splitlines() or [result.stderr]
    return lines[-1], result.returncode


def check_case(name, closing, files):
    with tempfile.TemporaryDirectory() as folder:
        for file, text in files.items():
            path = pathlib.Path(folder, file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        got, status = run(folder, "--timeout", "1" if name == "hang" else "60")
    if got == closing and (status == 0) == (closing == PASS):
        return True
    print(f"FAILED {name}: said {got!r} with status {status}, expected {closing!r}")
    return False


def check_update():
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "t.py")
        program.write_text("print(1)\n1 / 0\n")
        program.with_suffix(".out").write_text("old")
        before, _ = run(folder)
        run(folder, "--update")
        after, _ = run(folder)
        err = program.with_suffix(".err").read_text()
    if (before, after) == (FAIL, PASS) and folder not in err and "t.py" in err:
        return True
    print(f"FAILED update: {before!r} before, {after!r} after, stderr {err!r}")
    return False


def main():
    results = [check_case(*case) for case in CASES] + [check_update()]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
