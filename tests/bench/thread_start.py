"""Threads that are started and joined, one at a time and eight at a time."""
import sys
import threading

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def work(results, i):
    results.append(i)


def run(n):
    results = []
    for i in range(n):
        thread = threading.Thread(target=work, args=(results, i))
        thread.start()
        thread.join()
    for i in range(n // 8):
        threads = [threading.Thread(target=work, args=(results, i)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return len(results)


print(run(80 * SCALE))
