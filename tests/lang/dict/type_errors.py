def attempt(action):
    try:
        action()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)

attempt(lambda: {[]: 1})  # expect: TypeError unhashable type: 'list'
attempt(lambda: {}[{}])  # expect: TypeError unhashable type: 'dict'
attempt(lambda: {set(): 1})  # expect: TypeError unhashable type: 'set'
attempt(lambda: [] in {})  # expect: TypeError unhashable type: 'list'
attempt(lambda: dict(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: dict([1, 2]))  # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
attempt(lambda: dict([(1, 2, 3)]))
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict(["abc"]))  # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict({}, {}))  # expect: TypeError dict expected at most 1 argument, got 2
attempt(lambda: {} + {})  # expect: TypeError unsupported operand type(s) for +: 'dict' and 'dict'
attempt(lambda: {} < {})  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: {} | [])  # expect: TypeError unsupported operand type(s) for |: 'dict' and 'list'
attempt(lambda: hash({}))  # expect: TypeError unhashable type: 'dict'
attempt(lambda: {}.x)  # expect: AttributeError 'dict' object has no attribute 'x'
attempt(lambda: {}.get())  # expect: TypeError get expected at least 1 argument, got 0
attempt(lambda: {}.pop())  # expect: TypeError pop expected at least 1 argument, got 0
attempt(lambda: {}.update(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: {**5})  # expect: TypeError 'int' object is not a mapping
