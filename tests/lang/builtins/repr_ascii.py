print(repr("a'b"), repr([1, "x"]), repr(1.0), repr(None), repr(True), ascii("é"), repr(...), repr(NotImplemented), repr(range(2)), repr(slice(1, 2)))
# expect: "a'b" [1, 'x'] 1.0 None True '\xe9' Ellipsis NotImplemented range(0, 2) slice(1, 2, None)
print(repr(int), repr(len), repr(ValueError("x")), repr(b"\x00"), repr({1: 2}), repr((1,)), repr(set()), repr({1}), repr(frozenset([1])))
# expect: <class 'int'> <built-in function len> ValueError('x') b'\x00' {1: 2} (1,) set() {1} frozenset({1})
print(repr({}.keys()), repr({1: 2}.values()), repr({1: 2}.items()), repr(print))
# expect: dict_keys([]) dict_values([2]) dict_items([(1, 2)]) <built-in function print>
