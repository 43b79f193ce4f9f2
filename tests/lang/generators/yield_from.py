def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item

print(list(flatten([1, [2, [3, [4]], 5], []])))  # expect: [1, 2, 3, 4, 5]
def chain(*iterables):
    for iterable in iterables:
        yield from iterable

print(list(chain("ab", range(2), {"k": 1})))  # expect: ['a', 'b', 0, 1, 'k']
def inner():
    try:
        received = yield 1
        print("inner received", received)
    except ValueError:
        print("inner caught")
    return "done"

def outer():
    print((yield from inner()))

o = outer()
next(o)
try:
    o.throw(ValueError)
except StopIteration:
    print("stop")  # expect: inner caught
    # expect: done
    # expect: stop
o = outer()
next(o)
print(next(iter([0])), [x for x in [o] if x is o] != [])  # expect: 0 True
try:
    o.send("hello")
except StopIteration:
    print("stop again")  # expect: inner received hello
    # expect: done
    # expect: stop again
