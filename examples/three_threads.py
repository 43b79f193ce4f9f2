"""Two threads compute, a third one sleeps a little again and again: a run to look at.

What to watch: who holds the GIL, and how long the sleeper waits for it when it wakes up.

    gilt timeline --gil=py310 examples/three_threads.py
    gilt timeline --gil=off -o three.html examples/three_threads.py

    three_threads.py [ROUNDS]
"""
import sys
import threading
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3000000
results = {}


def compute(name):
    total = 0
    for i in range(ROUNDS):
        total += i % 7
    results[name] = total


def nap(name):
    for _ in range(12):
        time.sleep(0.001)
    results[name] = "rested"


start = threading.Barrier(3)


def run(function, name):
    start.wait()
    function(name)


threads = [threading.Thread(target=run, args=(function, name), name=name)
           for function, name in ((compute, "first"), (compute, "second"), (nap, "sleeper"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name in sorted(results):
    print(name, results[name])
