#!/usr/bin/env python3
"""Runs guest programs on gilt, with the GIL on and off, and compares what they print.

    tests/run_guest.py [options] FILE_OR_FOLDER...

Two kinds of program:

  * Expectations in comments, on the line that causes them (tests/lang/TOPIC/*.py,
    tests/threads, tests/stress):
        print(x)             # expect: 3                  one line of stdout; they come in order
        1 / 0                # expect-error: ZeroDivisionError: division by zero
                                                          last line of stderr, exit status 1
        sys.exit(3)          # expect-exit: 3
        warn()               # expect-stderr: some part   stderr contains it
    What is not expected must not be there: stdout and stderr are empty, the exit status is 0.

  * Files beside the program (tests/programs/*.py): NAME.out is the whole stdout, NAME.err the whole
    stderr (none when missing), NAME.exit the exit status (0 when missing).

In both kinds NAME.in is the standard input (empty when missing). Stdout and stderr are compared after
the path of the program in them was cut down to its file name.

Comments before the first statement of a program steer how it runs:
        # mode: on                    only this mode; several: "on, off"
        # args: one two               command-line arguments
        # options: --switch-interval 1e-6      gilt's own options, ignored on the oracle
        # skip-oracle: reason         CPython differs on purpose
        # gilt-only                   needs the gil module or another thing CPython has not

Files whose name starts with "_", and whatever lies in a package or a folder starting with "_", are
helpers, not tests.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFAULT_GILT = ROOT / "build" / "release" / "gilt"
DEFAULT_MODES = ["on", "off"]
DEFAULT_FOLDERS = ["lang", "threads", "gil_policies", "stress", "programs"]
ORACLE = "oracle"
EXPECTATION = re.compile(r"# (expect|expect-error|expect-exit|expect-stderr):(?: (.*?))?\s*$")
MARKER = re.compile(r"#\s*(mode|args|options|skip-oracle|gilt-only)\b:?\s*(.*?)\s*$")
SHOWN_LINES = 60  # of a diff; the rest is counted


class Expected:
    """What a program should do. `error` and `parts` are used by comments, `stderr` by files."""

    def __init__(self):
        self.stdout = ""
        self.status = 0
        self.stderr = None
        self.error = None
        self.parts = []


class Program:
    """One guest program with its markers and its expectation."""

    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
        text = path.read_bytes().decode("utf-8", "replace")
        self.markers = read_markers(text)
        self.uses_files = path.with_suffix(".out").exists() or path.parent.name == "programs"
        self.expected = read_files(path) if self.uses_files else read_comments(text)

    def modes(self, wanted):
        """The modes to run, out of those wanted on the command line."""
        if ORACLE in wanted:
            skipped = "skip-oracle" in self.markers or "gilt-only" in self.markers
            return [] if skipped else wanted
        if "mode" not in self.markers:
            return wanted
        own = [mode.strip() for mode in self.markers["mode"].split(",")]
        return [mode for mode in own if mode in wanted or mode not in DEFAULT_MODES]


def read_markers(text):
    markers = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        match = MARKER.match(line)
        if match:
            markers[match.group(1)] = match.group(2)
    return markers


def read_comments(text):
    expected = Expected()
    lines = []
    for line in text.split("\n"):
        match = EXPECTATION.search(line)
        if not match:
            continue
        kind, value = match.group(1), match.group(2) or ""
        if kind == "expect":
            lines.append(value + "\n")
        elif kind == "expect-error":
            expected.error = value
            expected.status = expected.status or 1
        elif kind == "expect-exit":
            expected.status = int(value)
        else:
            expected.parts.append(value)
    expected.stdout = "".join(lines)
    return expected


def read_files(path):
    def read(suffix, missing):
        file = path.with_suffix(suffix)
        return file.read_bytes().decode("utf-8") if file.exists() else missing

    expected = Expected()
    expected.stdout = read(".out", "")
    expected.stderr = read(".err", "")
    expected.status = int(read(".exit", "0"))
    return expected


class Outcome:
    """What one run did. `status` is negative after a signal, None after a time-out."""

    def __init__(self, stdout, stderr, status):
        self.stdout = stdout
        self.stderr = stderr
        self.status = status


def environment():
    """The caller's environment without what would change a program's output."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env.update(LC_ALL="C.UTF-8", NO_COLOR="1", TERM="dumb", PYTHONDONTWRITEBYTECODE="1",
               PYTHONUTF8="1")
    return env


def normalise(data, path):
    text = data.decode("utf-8", "backslashreplace")
    return text.replace(str(path), path.name)


def run_program(program, command, timeout):
    stdin = program.path.with_suffix(".in")
    command = command + [str(program.path)] + shlex.split(program.markers.get("args", ""))
    with open(stdin if stdin.exists() else os.devnull, "rb") as source:
        process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=program.path.parent,
                                   env=environment(), start_new_session=True)
    try:
        stdout, stderr = process.communicate(timeout=timeout)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        stdout, stderr = process.communicate()
        status = None
    return Outcome(normalise(stdout, program.path), normalise(stderr, program.path), status)


def diff(title, expected, actual):
    lines = list(difflib.unified_diff(expected.splitlines(), actual.splitlines(),
                                      f"expected {title}", f"actual {title}", lineterm=""))
    if not lines:
        return f"{title} differs at its line ends: {expected[-20:]!r} against {actual[-20:]!r}"
    shown = lines[:SHOWN_LINES]
    if len(lines) > SHOWN_LINES:
        shown.append(f"... {len(lines) - SHOWN_LINES} more lines")
    return "\n".join(shown)


def describe_status(status):
    if status is not None and status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit status {status}"


def find_problems(expected, outcome, timeout):
    """The differences between an expectation and an outcome, as texts; none when it passed."""
    if outcome.status is None:
        return [f"hung: no end after {timeout:g} s", tail("stdout", outcome.stdout),
                tail("stderr", outcome.stderr)]
    problems = []
    if outcome.status != expected.status:
        problems.append(f"{describe_status(outcome.status)}, expected {expected.status}")
    if outcome.stdout != expected.stdout:
        problems.append(diff("stdout", expected.stdout, outcome.stdout))
    lines = outcome.stderr.splitlines()
    if expected.stderr is not None:
        if outcome.stderr != expected.stderr:
            problems.append(diff("stderr", expected.stderr, outcome.stderr))
        return problems
    if expected.error is not None and (not lines or lines[-1] != expected.error):
        problems.append(f"stderr should end with: {expected.error}")
    for part in expected.parts:
        if part not in outcome.stderr:
            problems.append(f"stderr should contain: {part}")
    wants_stderr = expected.error is not None or expected.parts
    if lines and (problems or not wants_stderr):
        problems.append(tail("stderr", outcome.stderr))
    return problems


def tail(title, text):
    lines = text.splitlines()
    if not lines:
        return f"{title} is empty"
    cut = [f"... {len(lines) - SHOWN_LINES} lines before"] if len(lines) > SHOWN_LINES else []
    return "\n".join([f"{title}:"] + ["  " + line for line in cut + lines[-SHOWN_LINES:]])


def update(program, outcome):
    """Writes the files beside a program from what the oracle did."""
    def write(suffix, text, is_needed):
        file = program.path.with_suffix(suffix)
        if is_needed:
            file.write_bytes(text.encode("utf-8"))
        elif file.exists():
            file.unlink()

    write(".out", outcome.stdout, True)
    write(".err", outcome.stderr, outcome.stderr != "")
    write(".exit", f"{outcome.status}\n", outcome.status != 0)


def is_test(path, top):
    if path.name.startswith("_"):
        return False
    for folder in path.relative_to(top).parents:
        if folder.name.startswith("_") or (top / folder / "__init__.py").exists():
            return False
    return True


def read_pending():
    """Programs that gilt does not pass yet (pending.txt): path below tests/ -> reason."""
    rows = {}
    for line in (ROOT / "tests" / "pending.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            path, reason = line.split(None, 1)
            rows[ROOT / "tests" / path] = reason
    return rows


def is_pending(path, pending):
    return path in pending or any(folder in pending for folder in path.parents)


def collect(arguments, pattern):
    paths = []
    for argument in arguments:
        path = pathlib.Path(argument).resolve()
        if path.is_dir():
            paths += [file for file in sorted(path.rglob("*.py")) if is_test(file, path)]
        elif path.exists():
            paths.append(path)
        else:
            sys.exit(f"run_guest: no such file: {argument}")
    return [Program(path) for path in paths if re.search(pattern, str(path))]


def command_for(program, mode, args):
    if mode == ORACLE:
        return [args.oracle]
    return [args.gilt, f"--gil={mode}"] + shlex.split(program.markers.get("options", ""))


def run_one(program, mode, args):
    """Runs one program in one mode; its problems, and how long it took."""
    started = time.monotonic()
    outcome = run_program(program, command_for(program, mode, args), args.timeout)
    if args.update:
        if outcome.status is None:
            return [f"hung: no end after {args.timeout:g} s"], args.timeout
        update(program, outcome)
        return [], time.monotonic() - started
    return find_problems(program.expected, outcome, args.timeout), time.monotonic() - started


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="FILE_OR_FOLDER",
                        help="default: lang, threads, stress and programs in tests/")
    parser.add_argument("--gilt", default=str(DEFAULT_GILT), help="default: %(default)s")
    parser.add_argument("--mode", action="append",
                        help="run with --gil=MODE; repeatable; default: on and off")
    parser.add_argument("--oracle", metavar="PYTHON",
                        help="run on this CPython instead, to prove the expectations right")
    parser.add_argument("--update", action="store_true",
                        help="write .out, .err and .exit from the oracle")
    parser.add_argument("--filter", default="", metavar="REGEX", help="only paths that match")
    parser.add_argument("--pending", action="store_true",
                        help="also run what tests/pending.txt lists")
    parser.add_argument("--repeat", type=int, default=1, help="run everything this often")
    parser.add_argument("-j", type=int, default=2, dest="jobs", help="programs at a time")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one program")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every program")
    args = parser.parse_args()
    if args.update and not args.oracle:
        parser.error("--update needs --oracle PYTHON")
    if not args.oracle:
        args.gilt = str(pathlib.Path(args.gilt).resolve())
        if not os.access(args.gilt, os.X_OK):
            parser.error(f"no program at {args.gilt}: build it, or name it with --gilt")
    args.paths = args.paths or [ROOT / "tests" / folder for folder in DEFAULT_FOLDERS]
    return args


def main():
    # A run in the background of a shell ignores Ctrl-C; the programs must not inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    args = parse_arguments()
    wanted = [ORACLE] if args.oracle else args.mode or DEFAULT_MODES
    programs = collect(args.paths, args.filter)
    pending = {} if args.oracle or args.pending else read_pending()
    n_pending = sum(is_pending(program.path, pending) for program in programs)
    programs = [program for program in programs if not is_pending(program.path, pending)]
    if args.update:
        programs = [program for program in programs if program.uses_files]
    runs = [(program, mode) for _ in range(args.repeat) for program in programs
            for mode in program.modes(wanted)]
    n_failed = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        results = pool.map(lambda run: run_one(*run, args), runs)
        for (program, mode), (problems, seconds) in zip(runs, results):
            if problems:
                n_failed += 1
                print(f"FAILED {program.name} [{mode}]")
                print("\n".join("    " + line for text in problems for line in text.split("\n")))
            elif args.verbose:
                print(f"passed {program.name} [{mode}] {seconds:.2f} s")
    print(f"{len(runs) - n_failed} passed, {n_failed} failed" +
          (f", {n_pending} skipped" if n_pending else ""))
    return 1 if n_failed or not (runs or n_pending) else 0


if __name__ == "__main__":
    sys.exit(main())
