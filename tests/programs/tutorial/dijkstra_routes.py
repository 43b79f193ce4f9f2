"""Shortest ways through a map: Dijkstra, breadth-first search, depth-first search, topological order."""
import heapq
from collections import defaultdict, deque
from math import inf

ROADS = """
Aachen Bonn 91
Aachen Koeln 70
Bonn Koeln 27
Bonn Mainz 150
Koeln Essen 68
Essen Muenster 85
Mainz Frankfurt 42
Koeln Frankfurt 190
Frankfurt Kassel 193
Muenster Kassel 190
Rostock Wismar 52
"""


def read_roads(text):
    graph = defaultdict(dict)
    for number, line in enumerate(text.strip().splitlines(), start=1):
        start, end, length = line.split()
        graph[start][end] = graph[end][start] = int(length)
    return dict(graph)


def dijkstra(graph, source):
    distance = dict.fromkeys(graph, inf)
    distance[source] = 0
    before = {}
    waiting = [(0, source)]
    while waiting:
        so_far, here = heapq.heappop(waiting)
        if so_far > distance[here]:
            continue
        for there, length in graph[here].items():
            if (total := so_far + length) < distance[there]:
                distance[there], before[there] = total, here
                heapq.heappush(waiting, (total, there))
    return distance, before


def route(before, target):
    way = [target]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1]


def hops(graph, source):
    seen, line = {source: 0}, deque([source])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in seen:
                seen[there] = seen[here] + 1
                line.append(there)
    return seen


def walk(graph, node, seen=None):
    seen = set() if seen is None else seen
    seen.add(node)
    yield node
    for there in sorted(graph[node]):
        if there not in seen:
            yield from walk(graph, there, seen)


def topological(needs):
    done, visiting, order = set(), [], []

    def visit(task):
        if task in done:
            return
        if task in visiting:
            raise RecursionError(" -> ".join([*visiting, task]))
        visiting.append(task)
        for other in needs.get(task, ()):
            visit(other)
        visiting.pop()
        done.add(task)
        order.append(task)

    for task in needs:
        visit(task)
    return order


graph = read_roads(ROADS)
distance, before = dijkstra(graph, "Aachen")
for city, length in sorted(distance.items(), key=lambda pair: (pair[1], pair[0])):
    way = " > ".join(route(before, city)) if length < inf else "no way"
    print(f"{city:<10}{length:>5} {way}")
print(hops(graph, "Aachen"))
print(list(walk(graph, "Koeln")))
print(topological({"eat": ["cook"], "cook": ["buy", "light"], "buy": ["pay"], "light": []}))
try:
    topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except RecursionError as error:
    print("circle:", error)
lengths = {frozenset(pair): graph[pair[0]][pair[1]] for pair in [("Bonn", "Koeln"), ("Aachen", "Bonn")]}
print(lengths[frozenset({"Koeln", "Bonn"})], len(lengths), inf - inf, -inf < 0, min(distance, key=distance.get))
print(graph["Koeln"]["Berlin"])
