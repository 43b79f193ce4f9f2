"""Data structures by hand."""


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.following = following


class NodeIterator:
    def __init__(self, node):
        self.node = node

    def __iter__(self):
        return self

    def __next__(self):
        if self.node is None:
            raise StopIteration
        value, self.node = self.node.value, self.node.following
        return value


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        self.size = 0
        for value in reversed(list(values)):
            self.push(value)

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        if self.head is None:
            raise IndexError("pop from an empty LinkedList")
        value = self.head.value
        self.head = self.head.following
        self.size -= 1
        return value

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.following, previous, node = previous, node, node.following
        self.head = previous

    def __iter__(self):
        return NodeIterator(self.head)

    def __len__(self):
        return self.size

    def __repr__(self):
        return f"LinkedList({list(self)})"

    def __contains__(self, value):
        for item in self:
            if item == value:
                return True
        return False


numbers = LinkedList(range(5))
print(numbers, len(numbers), 3 in numbers, 9 in numbers, sum(numbers))
numbers.reverse()
print(numbers, numbers.pop(), numbers.pop(), bool(LinkedList()))
numbers.push("top")
print(*numbers, sep=" -> ")
big = LinkedList(range(20000))
big.reverse()
print(len(big), next(iter(big)))
del big
try:
    LinkedList().pop()
except IndexError as error:
    print(error)
