# gilt-only
# mode: off
# options: --refcount=racy
"""The counts are racy: whatever they lose, the interpreter survives it and every object stays what it is."""
import gil
from _storm import ROUNDS, storm


class Node:
    def __init__(self, n):
        self.n = n
        self.text = "node" + str(n)


slots = [Node(n) for n in range(4)]
table = {n: [n, str(n)] for n in range(8)}


def work(number, dice):
    for _ in range(20):
        node = slots[dice.roll(4)]
        assert node.text == "node" + str(node.n)
        a = b = c = node
        pair = table[dice.roll(8)]
        assert pair[1] == str(pair[0])
    n = dice.roll(1000)
    slots[dice.roll(4)] = Node(n)
    table[n % 8] = [n, str(n)]


storm(work, rounds=ROUNDS * 3)
racy = gil.stats()["racy"]
assert racy["updates"] > 1000
for case in racy["freed_in_use_cases"] + racy["leaked_cases"]:
    assert case["type"] and case["dropped"]
print("ok")  # expect: ok
# expect-stderr: racy reference counts: of
