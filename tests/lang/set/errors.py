def attempt(action):
    try:
        action()
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)

attempt(lambda: {[]})  # expect: TypeError unhashable type: 'list'
attempt(lambda: {1, {}})  # expect: TypeError unhashable type: 'dict'
attempt(lambda: set().pop())  # expect: KeyError 'pop from an empty set'
attempt(lambda: {1}.remove(2))  # expect: KeyError 2
attempt(lambda: {1} | [2])  # expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
attempt(lambda: {1} + {2})  # expect: TypeError unsupported operand type(s) for +: 'set' and 'set'
s = {1}
attempt(lambda: s[0])  # expect: TypeError 'set' object is not subscriptable
attempt(lambda: set(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: hash({1}))  # expect: TypeError unhashable type: 'set'
attempt(lambda: frozenset([1]).add(2))  # expect: AttributeError 'frozenset' object has no attribute 'add'
attempt(lambda: {1} < [1])  # expect: TypeError '<' not supported between instances of 'set' and 'list'
attempt(lambda: {1}.update(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: set(1, 2))  # expect: TypeError set expected at most 1 argument, got 2
attempt(lambda: [] in {1})  # expect: TypeError unhashable type: 'list'
