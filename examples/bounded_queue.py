"""Producers and consumers with a queue between them that holds no more than a few items.

What to watch: the producers are faster, so the queue fills up and put() makes them wait: back-
pressure. The longest the queue ever was is its bound, whatever the speeds. When the producers are
done, one poison pill for each consumer ends them; join() returns when every item was dealt with.

    bounded_queue.py [ITEMS]
"""
import queue
import sys
import threading

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
BOUND, PRODUCERS, CONSUMERS = 5, 2, 3
PILL = object()

items = queue.Queue(maxsize=BOUND)
longest = 0
waits = [0] * PRODUCERS
done = [[] for _ in range(CONSUMERS)]


def produce(number):
    for item in range(number, ITEMS, PRODUCERS):
        try:
            items.put_nowait(item)
        except queue.Full:
            waits[number] += 1
            items.put(item)


def consume(number):
    global longest
    while True:
        longest = max(longest, items.qsize())
        item = items.get()
        if item is PILL:
            items.task_done()
            return
        done[number].append(sum(range(item)))  # some work
        items.task_done()


producers = [threading.Thread(target=produce, args=(n,), name=f"producer {n}") for n in range(PRODUCERS)]
consumers = [threading.Thread(target=consume, args=(n,), name=f"consumer {n}") for n in range(CONSUMERS)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    items.put(PILL)
items.join()
for thread in consumers:
    thread.join()

results = sorted(result for part in done for result in part)
print("items:", len(results), "all of them:", results == sorted(sum(range(n)) for n in range(ITEMS)))
print("never more in the queue than its bound:", longest <= BOUND)
print(f"producers waited {sum(waits)} times; consumers took {[len(part) for part in done]}", file=sys.stderr)
