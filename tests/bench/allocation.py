"""Many small objects: binary trees built, walked and dropped."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


total = 0
for _ in range(SCALE * 3):
    total += count(build(13))
print(total)
