#!/usr/bin/env python3
"""Runs the benchmark programs on gilt, on python3 and on lua5.4, and prints ratios.

    tests/bench/run.py [--gilt PATH] [--rounds N] [--only REGEX] [--json FILE]

The interpreters take turns inside each round, so that a slow minute of the machine hits all of
them. What counts is user + system CPU time, the median of the rounds after one warm-up; the wall
time stands in the JSON. All interpreters must print the same line. The runner judges nothing: the
exit status is 0 unless a program fails or a result differs.
"""

import argparse
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
GILT = HERE.parent.parent / "build" / "release" / "gilt"
PYTHON = "/usr/bin/python3"
LUA = "lua5.4"
TIMEOUT_S = 300
RUNNERS = ("run.py", "scaling.py", "memory.py", "watching.py")
# Programs whose geometric means are shown besides that of all, by the beginning of their names.
GROUPS = {"concurrency": ("asyncio_", "thread_", "pool_", "process_")}


class Failed(Exception):
    """A program that did not end with status 0."""


class Measurement:
    """What one run of one process cost."""

    def __init__(self, output, wall, cpu):
        self.output, self.wall, self.cpu = output, wall, cpu


def measure(command):
    """Runs one process to its end. Raises Failed with its last words if it did not succeed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = output.strip().splitlines()[-1:] or ["(no output)"]
        raise Failed(f"{' '.join(map(str, command))}: status {process.returncode}: {last[0]}")
    return Measurement(output, wall, usage.ru_utime + usage.ru_stime)


def version(command):
    try:
        text = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S)
        return (text.stdout or text.stderr).strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return None


def find_interpreters(gilt):
    """The ways to run a program, by the name of its column: {name: (extension, command prefix)}."""
    found = {
        "gilt on": (".py", [gilt, "--gil=on"]),
        "gilt off": (".py", [gilt, "--gil=off"]),
        "python3": (".py", [PYTHON]),
        "lua5.4": (".lua", [LUA]),
    }
    if not os.access(gilt, os.X_OK):
        print(f"no gilt at {gilt}: measuring the others only")
        del found["gilt on"], found["gilt off"]
    if version([LUA, "-v"]) is None:
        del found["lua5.4"]
    return found


def print_header(gilt):
    load = ", ".join([f"{n:.2f}" for n in os.getloadavg()])
    print(f"cores {os.cpu_count()}, load {load}")
    for command in ([gilt, "--version"], [PYTHON, "--version"], [LUA, "-v"]):
        print(f"  {version(command) or str(command[0]) + ': not found'}")


def run_program(path, interpreters, rounds, problems):
    """{column: {"cpu": median, "wall": median}} of one program; what failed goes to `problems`."""
    commands = {}
    for name, (extension, prefix) in interpreters.items():
        file = path.with_suffix(extension)
        if file.exists():
            commands[name] = prefix + [str(file)]
    runs = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name in list(commands):
            try:
                result = measure(commands[name])
            except Failed as error:
                problems.append(str(error))
                del commands[name]
                continue
            runs[name].append(result)
    outputs = {run.output for name in commands for run in runs[name]}
    if len(outputs) > 1:
        answers = {name: runs[name][0].output.strip() for name in commands}
        problems.append(f"{path.stem}: the results differ: {answers}")
    return {
        name: {
            "cpu": statistics.median([run.cpu for run in runs[name][1:]]),
            "wall": statistics.median([run.wall for run in runs[name][1:]]),
        }
        for name in commands
    }


RATIO_TITLES = {
    ("gilt on", "python3"): "/python3",
    ("gilt off", "gilt on"): "off/on",
    ("gilt on", "lua5.4"): "/lua5.4",
}
RATIOS = list(RATIO_TITLES)


def ratio(row, over, under, kind="cpu"):
    if over in row and under in row and row[under][kind] > 0:
        return row[over][kind] / row[under][kind]
    return None


def show(value, form="{:.2f}"):
    return form.format(value) if value is not None else "-"


def print_row(label, interpreters, row):
    times = [show(row[name]["cpu"] if name in row else None, "{:.3f}") for name in interpreters]
    ratios = [show(ratio(row, over, under)) for over, under in RATIOS]
    print(f"{label:<20}" + "".join([f"{cell:>10}" for cell in times + ratios]), flush=True)


def print_means(label, interpreters, table):
    """The geometric mean of each ratio over the rows of a table: {title: mean}."""
    means = {}
    for over, under in RATIOS:
        values = [ratio(row, over, under) for row in table.values()]
        values = [math.log(value) for value in values if value]
        means[RATIO_TITLES[over, under]] = math.exp(statistics.fmean(values)) if values else None
    cells = [""] * len(interpreters) + [show(mean) for mean in means.values()]
    print(f"{label:<20}" + "".join([f"{cell:>10}" for cell in cells]))
    return means


def print_table(programs, interpreters, rounds, problems):
    titles = [*interpreters, *RATIO_TITLES.values()]
    print(f"\nCPU seconds, median of {rounds}, and ratios (gilt on / python3, off / on, gilt on / lua5.4)")
    print(f"{'program':<20}" + "".join([f"{title:>10}" for title in titles]))
    table = {}
    for path in programs:
        table[path.stem] = run_program(path, interpreters, rounds, problems)
        print_row(path.stem, interpreters, table[path.stem])
    result = {"programs": table, "geometric_means": print_means("geometric mean", interpreters, table)}
    for group, prefixes in GROUPS.items():
        rows = {name: row for name, row in table.items() if name.startswith(prefixes)}
        if rows:
            result[f"geometric_means_{group}"] = print_means(f"  {group}", interpreters, rows)
    return result


EMPTY = {".py": ["-c", "pass"], ".lua": ["-e", ""]}
STATUS = {
    ".py": ["-c", "print(open('/proc/self/status').read())"],
    ".lua": ["-e", "print(io.open('/proc/self/status'):read('a'))"],
}


def measure_peak(prefix, extension):
    """Peak memory in MiB, from the process's own mouth, or None.

    What wait4 says is of no use here: it counts this runner's memory too, from before the exec."""
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", measure(prefix + STATUS[extension]).output)
    except Failed:
        return None
    return int(found[1]) / 1024 if found else None


def measure_startup(interpreters, rounds, problems):
    """The empty program: wall milliseconds and peak memory."""
    runs = {name: [] for name in interpreters}
    for _ in range(max(rounds, 10)):
        for name, (extension, prefix) in interpreters.items():
            try:
                runs[name].append(measure(prefix + EMPTY[extension]).wall * 1000)
            except Failed as error:
                problems.append(str(error))
    print("\nStart-up (an empty program)")
    result = {}
    for name in [name for name in interpreters if runs[name]]:
        extension, prefix = interpreters[name]
        wall, peak = statistics.median(runs[name]), measure_peak(prefix, extension)
        result[name] = {"wall_ms": wall, "peak_mib": peak}
        print(f"  {name:<10}{wall:>8.2f} ms wall{show(peak, '{:.1f}'):>8} MiB peak")
    return result


SPIN = """
import sys, threading
def work(n):
    total = 0
    for i in range(n):
        total += i & 255
    return total
n, threads = int(sys.argv[1]), int(sys.argv[2])
if threads == 1:
    work(n)
elif threads < 0:
    from concurrent import interpreters
    started = [interpreters.create().call_in_thread(work, n) for _ in range(-threads)]
    for t in started: t.join()
else:
    started = [threading.Thread(target=work, args=(n,)) for _ in range(threads)]
    for t in started: t.start()
    for t in started: t.join()
"""


def wall_of(commands):
    """Starts all commands at once; seconds until the last has ended."""
    began = time.perf_counter()
    processes = [subprocess.Popen(command) for command in commands]
    statuses = [process.wait() for process in processes]
    if any(statuses):
        raise Failed(f"{' '.join(map(str, commands[0][:2]))}: scaling program: status {statuses}")
    return time.perf_counter() - began


def measure_scaling(gilt, rounds, problems):
    """Speed-up of two threads without a GIL, beside that of two processes at the same time.

    The second figure says what the machine could give in that minute: on a shared core two
    processes do not reach 2 either."""
    script = HERE / ".scaling_program.py"
    script.write_text(SPIN)

    def command(mode, n, threads):
        return [gilt, f"--gil={mode}", str(script), str(n), str(threads)]

    try:
        n = 1_000_000
        while wall_of([command("off", n, 1)]) < 0.5:
            n *= 2
        speedups = {"threads, GIL off": [], "threads, GIL on": [], "interpreters": [], "two processes": []}
        for _ in range(rounds):
            serial_off, serial_on = [wall_of([command(mode, n, 1)]) for mode in ("off", "on")]
            speedups["threads, GIL off"].append(2 * serial_off / wall_of([command("off", n, 2)]))
            speedups["two processes"].append(2 * serial_off / wall_of([command("off", n, 1)] * 2))
            speedups["threads, GIL on"].append(2 * serial_on / wall_of([command("on", n, 2)]))
            speedups["interpreters"].append(2 * serial_on / wall_of([command("on", n, -2)]))
    except Failed as error:
        problems.append(str(error))
        return None
    finally:
        script.unlink()
    print("\nScaling (two pieces of CPU-bound work against one after the other; 2.00 is perfect)")
    for name, values in speedups.items():
        low, high = min(values), max(values)
        print(f"  {name:<18}{statistics.median(values):>6.2f}   ({low:.2f} to {high:.2f})")
    return {name: statistics.median(values) for name, values in speedups.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gilt", default=str(GILT), help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="after a warm-up; default: 5")
    parser.add_argument("--only", default="", help="programs whose name matches this pattern")
    parser.add_argument("--json", help="write all figures to this file")
    options = parser.parse_args()
    programs = [path for path in sorted(HERE.glob("*.py")) if path.name not in RUNNERS]
    programs = [path for path in programs if re.search(options.only, path.stem)]
    if not programs or options.rounds < 1:
        parser.error("nothing to run")

    problems = []
    interpreters = find_interpreters(options.gilt)
    print_header(options.gilt)
    result = print_table(programs, interpreters, options.rounds, problems)
    result["startup"] = measure_startup(interpreters, options.rounds, problems)
    if "gilt on" in interpreters:
        result["scaling"] = measure_scaling(options.gilt, options.rounds, problems)
    result["cores"], result["load_at_end"] = os.cpu_count(), os.getloadavg()
    result["problems"] = problems
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=2) + "\n")
    for problem in problems:
        print("problem:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
