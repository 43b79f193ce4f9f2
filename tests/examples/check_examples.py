#!/usr/bin/env python3
"""Runs the examples on gilt, with the GIL on and off, and compares what goes to stdout.

    check_examples.py GILT

What an example prints in every run, as CPython 3.13 does, stands in NAME.out here; the sizes are in
SIZES. Examples without such a file print what differs from run to run: they need only end well.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"

# Arguments that make a run short; whatever is not here is short as it is.
SIZES = {
    "convoy": ["1", "0.1"], "cpu_bound": ["2", "10000"], "scaling": ["1"], "io_threads_pipe": ["10"],
    "pool_or_loop": ["200", "0.01"], "single_thread_cost": ["1000"], "refcount_cost": ["10000"],
    "refcount_contention": ["10000"], "false_sharing": ["10000"], "false_choices": ["200"],
    "lost_updates": ["2000"], "counter_race_call": ["2000"], "shared_iterator": ["10000"],
    "serial_and_threads": ["10000"], "three_threads": ["1000"], "rmw_attribute": ["2000"],
    "rmw_dict": ["2000"], "rmw_list": ["2000"], "remove_the_lock": ["2000"], "counter_race": ["10000"],
    "offload_cpu": ["1000000"],
}


def run(gilt, path, gil):
    command = [gilt, f"--gil={gil}", str(path), *SIZES.get(path.stem, [])]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def check(gilt, path, gil):
    """What is wrong, or None."""
    done = run(gilt, path, gil)
    if done.returncode or "Traceback" in done.stderr:
        return f"exit status {done.returncode}\n{done.stderr}"
    expected = HERE / (path.stem + ".out")
    if expected.exists() and done.stdout != expected.read_text():
        return f"printed\n{done.stdout}instead of\n{expected.read_text()}"
    return None if done.stdout else "printed nothing"


def main(gilt):
    examples = sorted(EXAMPLES.glob("*.py"))
    strays = [file.name for file in HERE.glob("*.out") if not (EXAMPLES / f"{file.stem}.py").exists()]
    failures = [f"{name}: there is no such example" for name in strays]
    for path in examples:
        for gil in ("on", "off"):
            wrong = check(gilt, path, gil)
            if wrong:
                failures.append(f"{path.name} [{gil}]: {wrong}")
    print("\n".join([*failures, f"{len(examples)} examples, {len(failures)} failures"]))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
