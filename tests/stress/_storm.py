"""Runs one function in many threads at once and reports what went wrong.

A stress program makes threads collide on purpose and asserts only what must hold after any
interleaving. Its first argument is the number of rounds of each thread.
"""
import sys
import threading

THREADS = 8
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 300


class Dice:
    """A small random generator of its own for every thread, so that threads share nothing here."""

    def __init__(self, seed):
        self.state = seed * 7919 + 17

    def roll(self, sides):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 12) % sides


def storm_of(actions, expected=(), **options):
    """A storm in which every step is one of `actions`, each called with the thread's dice.

    Exceptions in `expected` are part of the game."""

    def step(number, dice):
        try:
            actions[dice.roll(len(actions))](dice)
        except expected:
            pass

    storm(step, **options)


def storm(function, threads=THREADS, rounds=ROUNDS):
    """Calls function(number, dice) `rounds` times in each of `threads` threads, all starting together.

    An exception leaves the thread and fails the program."""
    failures = []
    go = threading.Event()

    def run(number):
        dice = Dice(number)
        go.wait()
        try:
            for _ in range(rounds):
                function(number, dice)
        except BaseException as error:
            where = error.__traceback__
            while where.tb_next:
                where = where.tb_next
            failures.append(f"thread {number}, line {where.tb_lineno}: {type(error).__name__}: {error}")

    workers = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    go.set()
    for worker in workers:
        worker.join()
    if failures:
        sys.exit("\n".join(failures))
