class Call:
    def __call__(self): pass
print(callable(len), callable(int), callable(lambda: 0), callable("x"), callable(Call()), callable(Call), callable(None))
# expect: True True True False True True False
a = []
b = a
print(id(a) == id(b), id(a) == id([1]), id(None) == id(None))  # expect: True False True
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(None) == hash(None))
# expect: True True True True
for value in ([], {}, set(), [1], ([],)):
    try:
        hash(value)
    except TypeError as error:
        print(error)  # expect: unhashable type: 'list'
        # expect: unhashable type: 'dict'
        # expect: unhashable type: 'set'
        # expect: unhashable type: 'list'
        # expect: unhashable type: 'list'
