"""ThreadPoolExecutor: map() and submit() of very short pieces of work."""
import sys
from concurrent.futures import ThreadPoolExecutor

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def square(i):
    return i * i & 1023


def run(n):
    with ThreadPoolExecutor(4) as pool:
        total = sum(pool.map(square, range(n)))
        for future in [pool.submit(square, i) for i in range(n)]:
            total += future.result()
    return total


print(run(400 * SCALE))
