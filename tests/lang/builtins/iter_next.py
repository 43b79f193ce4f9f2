it = iter([1, 2])
print(next(it), next(it), next(it, None), iter(it) is it)  # expect: 1 2 None True
values = [3, 2, 1, 0, 9]
print(list(iter(values.pop, 2)), values)  # expect: [9, 0, 1] [3]
count = 0
def tick():
    global count
    count += 1
    return count
for x in iter(tick, 4):
    print(x)  # expect: 1
    # expect: 2
    # expect: 3
for action in (
    lambda: next(iter([])), lambda: next([]), lambda: iter(5), lambda: iter(5, 0),
    lambda: next(), lambda: iter(), lambda: next(iter([1]), 2, 3),
):
    try:
        action()
    except (TypeError, StopIteration) as error:
        print(repr(error))  # expect: StopIteration()
        # expect: TypeError("'list' object is not an iterator")
        # expect: TypeError("'int' object is not iterable")
        # expect: TypeError('iter(v, w): v must be callable')
        # expect: TypeError('next expected at least 1 argument, got 0')
        # expect: TypeError('iter expected at least 1 argument, got 0')
        # expect: TypeError('next expected at most 2 arguments, got 3')

# A function that comes to the end of its own iterator.
def nested():
    if not nested.is_running:
        nested.is_running = True
        return list(nested.iterator)
    return None

nested.is_running, nested.iterator = False, iter(nested, None)
print(list(nested.iterator))  # expect: []
