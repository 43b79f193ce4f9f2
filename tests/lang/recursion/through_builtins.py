def by_map(n):
    return list(map(by_map, [n + 1]))

def by_sort(n):
    return sorted([n], key=by_sort)

def by_max(n):
    return max([n, n], key=by_max)

for f in (by_map, by_sort, by_max):
    try:
        f(0)
    except RecursionError:
        print(f.__name__, "stopped")  # expect: by_map stopped
        # expect: by_sort stopped
        # expect: by_max stopped
