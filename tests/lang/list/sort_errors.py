def attempt(action):
    try:
        action()
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)

attempt(lambda: [1, "a"].sort())  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: sorted([None, None]))
# expect: TypeError '<' not supported between instances of 'NoneType' and 'NoneType'
attempt(lambda: sorted([1, 2], lambda x: x))  # expect: TypeError sorted expected 1 argument, got 2
attempt(lambda: [2, 1].sort(len))  # expect: TypeError sort() takes no positional arguments
attempt(lambda: sorted([1, 0], key=lambda x: 1 / x))  # expect: ZeroDivisionError division by zero
attempt(lambda: sorted(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: sorted([{}, {}]))  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
a = [1, 2, 3]

def key(x):
    a.append(x)
    return x

attempt(lambda: a.sort(key=key))  # expect: ValueError list modified during sort
