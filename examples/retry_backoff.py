"""Trying again after a failure, each time after a longer pause, and not all at the same moment.

What to watch: a service that can answer three requests at a time is asked by twelve clients. If all
wait equally long after a failure, they come back together and fail together (a thundering herd);
with jitter, a random part of the pause, they spread out and need fewer attempts. Time is counted in
ticks of the program's own, so every run is the same.

    retry_backoff.py [CLIENTS]
"""
import random
import sys

CLIENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 12
AT_A_TIME = 3
LONGEST = 64


def pause(attempt, jitter, dice):
    """Ticks before the next attempt: 1, 2, 4, ... up to LONGEST, or a random part of that."""
    limit = min(LONGEST, 2 ** attempt)
    return dice.randint(1, limit) if jitter else limit


def run(jitter):
    dice = random.Random(1)
    due = {client: 0 for client in range(CLIENTS)}  # when each tries next
    attempts = dict.fromkeys(due, 0)
    tick = 0
    while due:
        trying = [client for client, when in due.items() if when == tick]
        for place, client in enumerate(trying):
            attempts[client] += 1
            if place < AT_A_TIME:
                del due[client]  # answered
            else:
                due[client] = tick + pause(attempts[client], jitter, dice)
        tick += 1
    return sum(attempts.values()), max(attempts.values()), tick - 1


for jitter in (False, True):
    total, worst, last = run(jitter)
    print(f"{'with' if jitter else 'without':7} jitter: {total} attempts, at most {worst} by one client,"
          f" the last answer in tick {last}")
