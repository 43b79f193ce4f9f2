#!/usr/bin/env python3
"""Types magics into the prompt, gives options on the command line, and looks for what they must say.

    tests/magics/check_magics.py GILT
"""

import pathlib
import re
import subprocess
import sys
import tempfile

SESSION = """
import threading, time
def work(n):
    total = 0
    for i in range(n):
        total += i
    return total

def race():
    threads = [threading.Thread(target=work, args=(1000,)) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    return "raced"

stop = []
def wait():
    while not stop:
        time.sleep(0.01)

def begin():
    for name in ("early", "late"):
        threading.Thread(target=wait, name=name).start()

"""
CASES = [
    ("%gil", ["GIL on (CPython 3.10 and later)"]),
    ("%gil py27", ["GIL py27 (CPython 2.3"]),
    ("%gil foo", ["on, off or a policy, not 'foo'", "py22"]),
    ("%gil off", ["GIL off"]),
    ("%policy", ["py22", "fifo", "%policy all STATEMENT"]),
    ("%policy all race()", ["py22", "py27", "py32", "py310", "py313", "fifo", "off", "'raced'"]),
    ("%policy all 1/0", ["ZeroDivisionError"]),
    ("%timeline race()", ["\nrace(): GIL py310, 3 threads", "MainThread        |", "(work)", "MEASURED"]),
    ("%timeline", ["%timeline needs a statement"]),
    ("%timeline -o x.doc race()", ["a timeline is written as"]),
    ("%timeline -o {folder}/x.html race()", ["raced"]),
    ("%timeline 1/0", ["ZeroDivisionError"]),
    ("%handover race()", ["hand-overs of race()"]),
    ("%top 0.2", ["%top: GIL py310", "runs", "outside", "MainThread"]),
    ("%top x", ["%top takes the seconds"]),
    # threads that began before the log are in the order in which they began
    ("begin()\n%top 0.1\nstop.append(1)", ["MainThread", "early", "late"]),
    ("begin()\n%timeline 1\nstop.append(1)", ["MainThread", "early", "late"]),
    ("%xray work", ["22 27 32 310 313 fifo off", "FOR_ITER"]),
    ("%compare demo.py 1 2", ["For a script", "\n  gilt compare demo.py 1 2\n"]),
    ("%compare race()", ["on ", "off ", "MEASURED"]),
    ("%threads", ["MainThread"]),
    ("%convoy x", ["from 1 to 64"]),
    ("%nonsense", ["no magic %nonsense"]),
    ("%help", ["%convoy", "%timeline"]),
]
# Arguments, the exit status, what is said.
OPTIONS = [
    (["--gil=foo"], 2, "unknown GIL mode 'foo'. There are\n  on, off, py22, py27, py32, py310"),
    (["--check-interval=0"], 2, "'0' is no check interval"),
    (["--check-interval=-1"], 2, "'-1' is no check interval"),
    (["--switch-interval=x"], 2, "'x' is no switch interval"),
    (["--threads=0", "-c", ""], 2, "--threads takes a number"),
    (["timeline"], 2, "timeline: which script?"),
    (["timeline", "-o", "x.doc", "x.py"], 2, "a timeline is written as"),
    (["timeline", "--from=soon", "x.py"], 2, "'soon' is no time"),
    (["timeline", "--events=3", "x.py"], 2, "--events takes a number"),
    (["--timeline=x.doc", "x.py"], 2, "a timeline is written as"),
    (["dis", "--switch-points"], 2, "dis: which file?"),
    (["--gil=py27", "--check-interval=7", "-c", "import gil; print(gil.check_interval())"], 0, "7"),
    (["--gil=fifo", "-c", "import gil; print(gil.policy())"], 0, "fifo"),
    (["--stats", "-c", "print(1)"], 0, "MainThread"),
    (["--gil", "py27", "-c", "import gil; print(gil.policy())"], 0, "py27"),
    (["--gil"], 2, "argument expected for the --gil option"),
    (["--stats=1"], 2, "unknown option --stats=1"),
    (["compare", "-n", "0", "x.py"], 2, "-n takes a number from 1 to 1000"),
    (["timeline", "--help"], 0, "usage: gilt"),
    (["--help"], 0, "py313  CPython 3.11 to 3.13"),
]


def main():
    failures = []
    for arguments, status, said in OPTIONS:
        run = subprocess.run([sys.argv[1], *arguments], text=True, timeout=120,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        wide = [text for text in run.stdout.splitlines() if len(text) > 80]
        if run.returncode != status or said not in run.stdout or wide:
            failures.append(f"{arguments}: status {run.returncode}, too wide {wide}\n{run.stdout}")
    for options in (["timeline"], ["timeline", "--handovers"], ["--stats"]):
        run = subprocess.run([sys.argv[1], *options, "no such file.py"], text=True, timeout=120,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if run.returncode != 2 or len(run.stdout.splitlines()) != 1:
            failures.append(f"{options}, no file: nothing but the error, not\n{run.stdout}")
    run = subprocess.run([sys.argv[1]], input="import sys\n1\nprint(sys.argv)\n1 / 0\n", text=True, timeout=120,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 1 or run.stdout != "['']\n" or 'File "<stdin>", line 4' not in run.stderr:
        failures.append(f"a pipe is a program, not a prompt:\n{run.stdout}{run.stderr}")
    with tempfile.TemporaryDirectory() as folder:
        for line, wanted in CASES:
            run = subprocess.run([sys.argv[1], "-q", "-i"], text=True, timeout=120,
                                 input=SESSION + line.format(folder=folder) + "\n",
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            missing = [text for text in wanted if text not in run.stdout]
            if "late" in wanted and not re.search("MainThread.*early.*late", run.stdout, re.DOTALL):
                missing = ["the order of threads"]
            wide = [text for text in run.stdout.splitlines() if len(text) > 80]
            if missing or wide:
                failures.append(f"{line}: missing {missing}, too wide {wide}\n{run.stdout}")
        if not (pathlib.Path(folder) / "x.html").read_text().endswith("</html>\n"):
            failures.append("the page is not whole")
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
