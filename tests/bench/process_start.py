"""Processes that are started by fork and joined."""
import multiprocessing
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def work(i):
    return i + 1


def run(n):
    context, ended = multiprocessing.get_context("fork"), 0
    for i in range(n):
        process = context.Process(target=work, args=(i,))
        process.start()
        process.join()
        ended += process.exitcode == 0
    return ended


if __name__ == "__main__":
    print(run(3 * SCALE))
