assert True
assert [1], "not shown"
for check in (lambda: False, lambda: [], lambda: 0):
    try:
        assert check()
    except AssertionError as error:
        print([str(error)], error.args)  # expect: [''] ()
        # expect: [''] ()
        # expect: [''] ()
def message():
    print("message evaluated")
    return "why"

assert True, message()
try:
    assert 1 > 2, message()
except AssertionError as error:
    print(error)  # expect: message evaluated
    # expect: why
try:
    assert False, ("a", 1)
except AssertionError as error:
    print(error.args)  # expect: (('a', 1),)
