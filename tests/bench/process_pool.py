"""multiprocessing.Pool.map() with many small pieces of work."""
import multiprocessing
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def square(i):
    return i * i & 1023


def run(n):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        total = sum(pool.map(square, range(n), chunksize=10))
        total += sum(pool.imap(square, range(n // 10)))
    return total


if __name__ == "__main__":
    print(run(1_500 * SCALE))
