"""A deque as queue, stack and ring: breadth first search, a sliding window, rotation."""
import sys
from collections import deque

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
SIZE = 24


def search(size):
    distance = {(0, 0): 0}
    queue = deque([(0, 0)])
    while queue:
        x, y = queue.popleft()
        for place in ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)):
            if 0 <= place[0] < size and 0 <= place[1] < size and place not in distance:
                distance[place] = distance[x, y] + 1
                queue.append(place)
    return distance[size - 1, size - 1]


def window(numbers, width):
    best, total = deque(), 0
    for i, number in enumerate(numbers):
        while best and numbers[best[-1]] <= number:
            best.pop()
        best.append(i)
        if best[0] <= i - width:
            best.popleft()
        total += numbers[best[0]]
    return total


def run(n):
    total = 0
    numbers = [i * 7919 % 1009 for i in range(400)]
    ring = deque(range(50), maxlen=50)
    for i in range(n):
        total += search(SIZE) + window(numbers, 16)
        for j in range(300):
            ring.append(i + j)
            ring.rotate(3)
        total += ring[7]
    return total


print(run(30 * SCALE))
