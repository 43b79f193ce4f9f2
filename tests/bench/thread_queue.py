"""queue.Queue and queue.SimpleQueue: alone, and from a producer's to a consumer's thread."""
import queue
import sys
import threading

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def alone(make, n):
    items, total = make(), 0
    for i in range(n):
        items.put(i)
        items.put(1)
        total += items.get() + items.get()
    return total


def through(items, n):
    totals = []

    def consume():
        total = 0
        while (item := items.get()) is not None:
            total += item
        totals.append(total)

    thread = threading.Thread(target=consume)
    thread.start()
    for i in range(n):
        items.put(i)
    items.put(None)
    thread.join()
    return totals[0]


def run(n):
    return (alone(queue.Queue, n), alone(queue.SimpleQueue, n), through(queue.Queue(), n),
            through(queue.Queue(100), n), through(queue.SimpleQueue(), n))


print(run(1_200 * SCALE))
