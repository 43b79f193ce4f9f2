"""Two booking clerks sell the same seats: look first, then act.

What to watch: the seats sold twice. "Is the seat free?" and "it is mine" are two steps, and what
was true at the first may be false at the second. The clerks call a function in between, so even a
GIL lets the other one in at that moment, now and then; without a GIL it happens more often, or
less: it depends on the machine. With a lock around both steps it never happens.

    check_then_act.py [SEATS]
"""
import sys
import threading

SEATS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def print_ticket(number, name):
    return name + str(number)


def sell_unsafely(seats, name, sales):
    for number in range(SEATS):
        if seats[number] is None:
            seats[number] = print_ticket(number, name)
            sales.append(number)


def sell_safely(seats, name, sales):
    for number in range(SEATS):
        with lock:
            if seats[number] is None:
                seats[number] = print_ticket(number, name)
                sales.append(number)


lock = threading.Lock()
for sell in (sell_unsafely, sell_safely):
    seats, sales = [None] * SEATS, []
    clerks = [threading.Thread(target=sell, args=(seats, name, sales)) for name in "AB"]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    print(sell.__name__, "sold", len(sales), "tickets for", SEATS, "seats")
