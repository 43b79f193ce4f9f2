# sys.excepthook that is missing, fails or ends the program; reports without frames of what CPython has in C.
import subprocess
import sys

PROGRAMS = ["""
import sys
del sys.excepthook
1/0
""", """
import sys
def hook(*arguments): raise KeyError("x")
sys.excepthook = hook
1/0
""", """
import sys
sys.excepthook = 5
1/0
""", """
import sys
def hook(*arguments): sys.exit(3)
sys.excepthook = hook
1/0
""", """
import warnings
def inner(): warnings.warn("from inside", stacklevel=2)
inner()
""", """
import datetime
datetime.datetime.utcnow()
""", """
import decimal
decimal.Decimal("x")
""", """
import functools
@functools.lru_cache
def f(n): return 1 // n + f(n - 1)
f(2)
""", """
import functools
functools.reduce(lambda a, b: a // b, [1, 0])
""", """
import heapq
heapq.heappush(["a"], 1)
""", """
import queue
q = queue.PriorityQueue()
q.put((1, {}))
q.put((1, {}))
""", """
import csv
list(csv.reader([b"x"]))
""", """
import pickle
pickle.loads(b"garbage")
""", """
import operator
operator.attrgetter("x")(5)
"""]
for program in PROGRAMS:
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True)
    print(done.returncode)
    # Of the library's own frames only the file's name is the same.
    lines = [line for line in done.stderr.splitlines() if not line.startswith("  File") or "<string>" in line]
    print("\n".join(lines))
    print("-" * 20)
