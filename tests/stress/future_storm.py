"""Futures of one loop to which several threads add callbacks, and take some away, while one of them ends each.

Asyncio promises nothing to other threads, but no callback gets lost: each that was added is called once, unless
somebody removed it.
"""
import asyncio
import functools

from _storm import ROUNDS, THREADS, storm

CALLBACKS = 4  # that each thread adds to each future
loop = asyncio.new_event_loop()
futures = [loop.create_future() for _ in range(ROUNDS)]
places = [iter(range(ROUNDS)) for _ in range(THREADS)]
calls = {}     # by (future, thread, callback): how often it was called
removed = {}   # how often it was removed, at the latest when it was just about to be called


def called(key, future):
    calls[key] += 1


def step(number, dice):
    place = next(places[number])
    future = futures[place]
    added = []
    for i in range(CALLBACKS):
        key = place, number, i
        calls[key] = removed[key] = 0
        added.append((key, functools.partial(called, key)))
        future.add_done_callback(added[-1][1])
        if dice.roll(3) == 0:
            key, callback = added[dice.roll(len(added))]
            removed[key] += future.remove_done_callback(callback)
        if i == 2 and place % THREADS == number:
            future.set_result(i)


storm(step)
loop.run_until_complete(asyncio.sleep(0))
wrong = [key for key, count in calls.items() if removed[key] > 1 or not 1 - removed[key] <= count <= 1]
print(len(calls) == ROUNDS * THREADS * CALLBACKS, wrong[:5])  # expect: True []
loop.close()
