"""A linked list, a queue, a binary search tree and a trie, with the iterator protocol by hand and by generator."""


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, items=()):
        self.head = None
        self._length = 0
        for item in reversed(list(items)):
            self.push(item)

    def push(self, value):
        self.head = Node(value, self.head)
        self._length += 1

    def __iter__(self):
        return LinkedListIterator(self.head)

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if index < 0:
            index += len(self)
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError("linked list index out of range")

    def __contains__(self, wanted):
        return any(value == wanted for value in self)

    def reverse(self):
        before, node = None, self.head
        while node:
            node.next, before, node = before, node, node.next
        self.head = before
        return self

    def __add__(self, other):
        return LinkedList([*self, *other])

    def __str__(self):
        return " -> ".join(map(repr, self)) + " -> end"


class LinkedListIterator:
    def __init__(self, node):
        self.node = node

    def __iter__(self):
        return self

    def __next__(self):
        if self.node is None:
            raise StopIteration
        value, self.node = self.node.value, self.node.next
        return value


class Tree:
    def __init__(self, value):
        self.value, self.left, self.right = value, None, None

    def insert(self, value):
        if value == self.value:
            return False
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(value))
            return True
        return child.insert(value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right

    def __reversed__(self):
        yield from reversed(list(self))

    def depth(self):
        return 1 + max((child.depth() for child in (self.left, self.right) if child), default=0)

    def draw(self, indent=0):
        if self.right:
            self.right.draw(indent + 4)
        print(" " * indent + str(self.value))
        if self.left:
            self.left.draw(indent + 4)


class Trie(dict):
    def __missing__(self, letter):
        self[letter] = child = Trie()
        return child

    def add(self, word):
        node = self
        for letter in word:
            node = node[letter]
        node[""] = True

    def words(self, prefix=""):
        for letter, child in sorted(self.items()):
            if letter == "":
                yield prefix
            else:
                yield from child.words(prefix + letter)


numbers = LinkedList([3, 1, 4, 1, 5])
print(numbers, len(numbers), numbers[1], numbers[-1], 4 in numbers, 9 in numbers, sep="; ")
print(numbers.reverse(), sorted(numbers), sum(numbers), numbers + "ab", sep="\n")
first, *middle, last = numbers
print(first, middle, last, list(zip(numbers, numbers)), dict(enumerate(numbers)))
root = Tree(50)
print([root.insert(n) for n in (30, 70, 20, 40, 60, 80, 30)], list(root), list(reversed(root)), root.depth())
root.draw()
trie = Trie()
for word in "to tea ten in inn tent".split():
    trie.add(word)
print(list(trie.words()), list(trie["t"]["e"].words("te")))
iterator = iter(numbers)
print(next(iterator), list(iterator), next(iterator, "none left"))
for action in ("numbers[10]", "Node(1).other", "setattr(Node(1), 'colour', 2)", "next(iterator)", "root.insert('x')",
               "numbers['a']", "root[0]", "len(root)", "numbers + 5"):
    try:
        print(eval(action))
    except Exception as error:
        print(f"{action}: {type(error).__name__}: {error}")
print(numbers.tail)
