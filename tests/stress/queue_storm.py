"""Threads that hand items to one another through queues: each arrives once, and nobody waits for one that is there."""
import queue

from _storm import ROUNDS, THREADS, storm

ITEMS = 20  # that each thread puts in a round
own = [queue.SimpleQueue() for _ in range(THREADS)]
common = [queue.SimpleQueue(), queue.Queue(), queue.LifoQueue()]
got = [[] for _ in range(THREADS)]


def step(number, dice):
    place = len(got[number]) // ITEMS
    for i in range(ITEMS):
        own[number ^ 1].put((place, i))
        for _ in range(dice.roll(30)):
            pass  # now and then the other one is just about to wait
        assert own[number].get(timeout=60) == (place, i)
        shared = common[dice.roll(3)]
        shared.put((number, place, i))
        got[number].append(shared.get(timeout=60))


storm(step)
items = sorted(sum(got, []))
print(len(items) == len(set(items)) == ROUNDS * THREADS * ITEMS)  # expect: True
print([each.empty() for each in own + common].count(False))       # expect: 0
