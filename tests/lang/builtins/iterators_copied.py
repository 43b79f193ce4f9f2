# Iterators are copied and pickled with the place they have come to.
import copy
import pickle


class Letters:
    def __getitem__(self, index):
        return "abc"[index]


def advanced(iterator):
    next(iterator)
    return iterator


for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter("abc"), lambda: iter(range(1, 9, 3)),
             lambda: iter(range(1 << 70, (1 << 70) + 3)), lambda: iter(b"abc"), lambda: iter(bytearray(b"abc")),
             lambda: iter({1: 2, 3: 4}), lambda: iter({1: 2, 3: 4}.items()), lambda: iter({5}),
             lambda: reversed([1, 2, 3]), lambda: reversed((1, 2, 3)), lambda: reversed({1: 2, 3: 4}),
             lambda: reversed(range(5)), lambda: enumerate("abc"), lambda: zip("abc", "def"), lambda: map(str, [1, 2]),
             lambda: filter(None, [1, 0, 2]), lambda: iter(Letters())):
    iterator = advanced(make())
    copies = copy.copy(iterator), pickle.loads(pickle.dumps(iterator)) if type(iterator).__name__ != "iterator" else []
    rest = list(copies[1])
    shared = type(iterator).__name__ in ("enumerate", "zip", "map", "filter")
    print(type(iterator).__name__.replace("_ascii", ""), rest, None if shared else list(copies[0]) == list(iterator))
# expect: list_iterator [2, 3] True
# expect: tuple_iterator [2, 3] True
# expect: str_iterator ['b', 'c'] True
# expect: range_iterator [4, 7] True
# expect: longrange_iterator [1180591620717411303425, 1180591620717411303426] True
# expect: bytes_iterator [98, 99] True
# expect: bytearray_iterator [98, 99] True
# expect: dict_keyiterator [3] True
# expect: dict_itemiterator [(3, 4)] True
# expect: set_iterator [] True
# expect: list_reverseiterator [2, 1] True
# expect: reversed [2, 1] True
# expect: dict_reversekeyiterator [1] True
# expect: range_iterator [3, 2, 1, 0] True
# expect: enumerate [(1, 'b'), (2, 'c')] None
# expect: zip [('b', 'e'), ('c', 'f')] None
# expect: map ['2'] None
# expect: filter [2] None
# expect: iterator [] True

ended = iter([1])
list(ended)
print(ended.__reduce__()[1], iter("ab").__reduce__()[1:], iter(range(2)).__reduce__()[1:])
# expect: ([],) (('ab',), 0) ((range(0, 2),), None)
states = []
for iterator, state in ((iter([1, 2, 3]), 2), (iter("abc"), -5), (iter(range(5)), 3), (reversed([1, 2]), 0),
                        (iter(b"abc"), 99), (iter((1, 2)), True)):
    iterator.__setstate__(state)
    states.append(list(iterator))
print(*states)  # expect: [3] ['a', 'b', 'c'] [3, 4] [1] [] [2]
strict = pickle.loads(pickle.dumps(zip("a", "bc", strict=True)))
try:
    list(strict)
except ValueError as error:
    print(error)  # expect: zip() argument 2 is longer than argument 1
