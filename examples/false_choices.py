"""Two choices that sound right and are slower: processes for tiny tasks, threads for computing.

What to watch: a task of microseconds does not pay for being sent to another process, and a pool of
processes loses against a plain loop; in larger pieces it may win. Threads that compute are no faster
than one under the GIL, and with the GIL off they are. `gilt models` says such things of a function
of your own.

    false_choices.py [TASKS]
"""
import concurrent.futures
import sys
import time

TASKS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
WORKERS = 2


def tiny(n):
    return n * n % 7


def computing(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def timed(label, function):
    began = time.perf_counter()
    result = sum(function())
    print(f"{label:34} sum {result}")
    print(f"{label:34} {(time.perf_counter() - began) * 1000:8.1f} ms", file=sys.stderr)


def main():
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as processes, \
            concurrent.futures.ThreadPoolExecutor(WORKERS) as threads:
        list(processes.map(tiny, range(WORKERS)))  # starting them is not what is compared
        numbers = range(TASKS)
        timed("tiny tasks, one after the other", lambda: map(tiny, numbers))
        timed("tiny tasks, processes", lambda: processes.map(tiny, numbers))
        timed("tiny tasks, processes, in pieces", lambda: processes.map(tiny, numbers, chunksize=TASKS // 4 or 1))
        large = [500 * TASKS] * 4
        timed("computing, one after the other", lambda: map(computing, large))
        timed("computing, threads", lambda: threads.map(computing, large))
        timed("computing, processes", lambda: processes.map(computing, large))


if __name__ == "__main__":
    main()
