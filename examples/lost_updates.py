"""What is lost when two threads count together, for every way to write "one more".

What to watch: the percentage of increments that are not in the result. Under CPython up to 3.9 (gilt:
--gil=py27, --gil=py32) nearly all are above 0. From 3.10 on (--gil=py310, the default) the plain ones are
exactly 0, and those with a call or a loop between the read and the write are not. Without a GIL all are
above 0 again.

    lost_updates.py [ROUNDS]
"""
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000


class Box:
    value = 0


count, box, table, items = 0, Box(), {"k": 0}, [0]


def same(value):
    return value


def plain_global():
    global count
    for _ in range(ROUNDS):
        count += 1


def plain_attribute():
    for _ in range(ROUNDS):
        box.value += 1


def plain_dict():
    for _ in range(ROUNDS):
        table["k"] += 1


def plain_list():
    for _ in range(ROUNDS):
        items[0] += 1


def with_call():
    global count
    for _ in range(ROUNDS):
        count = same(count) + 1


def with_len():
    global count
    for _ in range(ROUNDS):
        value = count
        len(items)
        count = value + 1


def with_loop():
    global count
    for _ in range(ROUNDS):
        value = count
        for _ in range(2):
            pass
        count = value + 1


def lost(work):
    """Percent of the increments that were lost."""
    global count
    count = box.value = table["k"] = items[0] = 0
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = count + box.value + table["k"] + items[0]
    return 100 * (2 * ROUNDS - counted) / (2 * ROUNDS)


for work in (plain_global, plain_attribute, plain_dict, plain_list, with_call, with_len, with_loop):
    print(f"{work.__name__:16} {lost(work):5.1f} % lost")
