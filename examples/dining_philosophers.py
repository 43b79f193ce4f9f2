"""Five philosophers, five forks: who takes the left fork first and then the right one may starve.

What to watch: all take their left fork at the same moment, and nobody can take the right one: a
circle of waiting, the smallest deadlock there is. A timeout shows it here instead of hanging. Then
two ways out: everybody takes the lower numbered fork first, or a waiter lets only four sit down.

    dining_philosophers.py [MEALS]
"""
import sys
import threading

MEALS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
SEATS = 5
forks = [threading.Lock() for _ in range(SEATS)]
waiter = threading.Semaphore(SEATS - 1)
all_hold_left = threading.Barrier(SEATS)
all_gave_up = threading.Barrier(SEATS)
eaten = [0] * SEATS


def dine_carelessly(seat):
    left, right = forks[seat], forks[(seat + 1) % SEATS]
    with left:
        all_hold_left.wait()
        if right.acquire(timeout=0.2):
            eaten[seat] += 1
            right.release()
        all_gave_up.wait()  # nobody lets go before everybody has tried


def dine_in_order(seat):
    first, second = sorted((seat, (seat + 1) % SEATS))
    for _ in range(MEALS):
        with forks[first], forks[second]:
            eaten[seat] += 1


def dine_with_waiter(seat):
    for _ in range(MEALS):
        with waiter, forks[seat], forks[(seat + 1) % SEATS]:
            eaten[seat] += 1


for dine in (dine_carelessly, dine_in_order, dine_with_waiter):
    eaten[:] = [0] * SEATS
    philosophers = [threading.Thread(target=dine, args=(seat,), name=f"philosopher {seat}") for seat in range(SEATS)]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()
    print(f"{dine.__name__:16} {'deadlock' if sum(eaten) == 0 else 'meals'}: {eaten}")
