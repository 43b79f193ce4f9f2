"""Objects are born in one thread, handed around through shared slots and dropped in another."""
from _storm import storm


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.twice = value + value
        self.following = following


slots = [Node("n" + str(i)) for i in range(10)]


def work(number, dice):
    i, j = dice.roll(10), dice.roll(10)
    choice = dice.roll(6)
    if choice == 0:
        slots[i] = Node("t" + str(number) + "-" + str(dice.roll(100)))
    elif choice == 1:
        slots[i], slots[j] = slots[j], slots[i]
    elif choice == 2:
        slots[i] = Node("chain", slots[j])
    elif choice == 3:
        slots[i].following = None
    elif choice == 4:
        slots[i].following = Node("tail")
    else:
        chain = [slots[i]] * 5
        del chain[1:4]
        assert chain[0].twice == chain[0].value * 2
    node, steps = slots[i], 0
    while node is not None and steps < 50:
        assert node.twice == node.value + node.value
        node, steps = node.following, steps + 1


storm(work)
print("ok")  # expect: ok
