def unique(values):
    seen = set()
    return [v for v in values if not (v in seen or seen.add(v))]

print(unique([3, 1, 3, 2, 1]), unique("mississippi"))  # expect: [3, 1, 2] ['m', 'i', 's', 'p']
graph = {"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set(), "e": {"a"}}
def reachable(start):
    found, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo.extend(graph[node] - found)
    return found

print(sorted(reachable("a")), sorted(reachable("e")), reachable("d"), sorted(set(graph) - reachable("a")))
# expect: ['a', 'b', 'c', 'd'] ['a', 'b', 'c', 'd', 'e'] {'d'} ['e']
