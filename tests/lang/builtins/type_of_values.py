for value in (
    1, 1.5, "s", b"b", None, True, [], (), {}, set(), frozenset(), range(1), slice(1), len,
    print, int, type, lambda: 0, ..., NotImplemented, object(), iter([]), iter(""), iter(()),
    iter({}), iter({}.items()), iter(range(1)), enumerate([]), zip(), map(str, []),
    filter(None, []), reversed([]), {}.keys(), {}.values(), ValueError(), [].append, str.upper,
):
    print(type(value).__name__)  # expect: int
    # expect: float
    # expect: str
    # expect: bytes
    # expect: NoneType
    # expect: bool
    # expect: list
    # expect: tuple
    # expect: dict
    # expect: set
    # expect: frozenset
    # expect: range
    # expect: slice
    # expect: builtin_function_or_method
    # expect: builtin_function_or_method
    # expect: type
    # expect: type
    # expect: function
    # expect: ellipsis
    # expect: NotImplementedType
    # expect: object
    # expect: list_iterator
    # expect: str_ascii_iterator
    # expect: tuple_iterator
    # expect: dict_keyiterator
    # expect: dict_itemiterator
    # expect: range_iterator
    # expect: enumerate
    # expect: zip
    # expect: map
    # expect: filter
    # expect: list_reverseiterator
    # expect: dict_keys
    # expect: dict_values
    # expect: ValueError
    # expect: builtin_function_or_method
    # expect: method_descriptor
print(type(1) is int, type(type), type(ValueError), int, str, dict, type(None), [int, str], ValueError, len)
# expect: True <class 'type'> <class 'type'> <class 'int'> <class 'str'> <class 'dict'> <class 'NoneType'> [<class 'int'>, <class 'str'>] <class 'ValueError'> <built-in function len>
