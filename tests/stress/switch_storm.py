# gilt-only
"""The GIL and the counts are switched under load, by several threads, while objects change hands."""
import gc
import threading
import weakref

import gil
from _storm import Dice, ROUNDS

SWITCHES = 4 * ROUNDS // 3  # of each of three threads: more than 1,000 in all


class Node:
    def __init__(self, n):
        self.n = n
        self.text = "n" + str(n)
        self.me = self if n % 4 == 0 else None

    def __del__(self):
        assert self.text == "n" + str(self.n)


slots = [Node(n) for n in range(20)]
table = {}
lock = threading.Lock()
counter = 0
counted = [0] * 5
done = False
failures = []


def load(number):
    global counter
    dice = Dice(number)
    try:
        while not done:
            slots[dice.roll(20)] = Node(dice.roll(1000))
            node = slots[dice.roll(20)]
            assert node.text == "n" + str(node.n)
            table[dice.roll(30)] = [node, weakref.ref(node)]
            table.pop(dice.roll(30), None)
            for value in list(table.values()):
                assert value[0].text == "n" + str(value[0].n)
            with lock:
                counter += 1
            counted[number] += 1
            if dice.roll(50) == 0:
                gc.collect()
            if dice.roll(20) == 0:
                threading.Event().wait(0.0001)
    except BaseException as error:
        failures.append(repr(error))


def switch(number):
    dice = Dice(number)
    for _ in range(SWITCHES):
        gil.set(["on", "off"][dice.roll(2)])
        gil.set_refcount(["biased", "atomic"][dice.roll(2)])
        gil.count_operations(dice.roll(3) == 0)
        slots[dice.roll(20)].n
    gil.set("off")


workers = [threading.Thread(target=load, args=(n,)) for n in range(5)]
switchers = [threading.Thread(target=switch, args=(n,)) for n in range(3)]
for thread in workers + switchers:
    thread.start()
for thread in switchers:
    thread.join()
done = True
for thread in workers:
    thread.join()
assert not failures, failures
assert counter == sum(counted)  # no operation was lost or repeated
for node in slots:
    assert node.text == "n" + str(node.n)
print("ok")  # expect: ok
