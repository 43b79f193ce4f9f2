class C:
    pass

def attempt(action):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)

attempt(lambda: C().x)  # expect: AttributeError 'C' object has no attribute 'x'
attempt(lambda: C.x)  # expect: AttributeError type object 'C' has no attribute 'x'
attempt(lambda: C().x.y)  # expect: AttributeError 'C' object has no attribute 'x'
attempt(lambda: (5).x)  # expect: AttributeError 'int' object has no attribute 'x'
attempt(lambda: "s".x)  # expect: AttributeError 'str' object has no attribute 'x'
attempt(lambda: None.x)  # expect: AttributeError 'NoneType' object has no attribute 'x'
attempt(lambda: [].x)  # expect: AttributeError 'list' object has no attribute 'x'
attempt(lambda: len.x)  # expect: AttributeError 'builtin_function_or_method' object has no attribute 'x'
attempt(lambda: (lambda: 0).x)  # expect: AttributeError 'function' object has no attribute 'x'
attempt(lambda: setattr(5, "x", 1))
# expect: AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
attempt(lambda: setattr([], "x", 1))
# expect: AttributeError 'list' object has no attribute 'x' and no __dict__ for setting new attributes
attempt(lambda: setattr(object(), "x", 1))
# expect: AttributeError 'object' object has no attribute 'x' and no __dict__ for setting new attributes
attempt(lambda: delattr(C(), "x"))  # expect: AttributeError 'C' object has no attribute 'x'
attempt(lambda: setattr(C(), 5, 1))  # expect: TypeError attribute name must be string, not 'int'
attempt(lambda: setattr(int, "x", 1))  # expect: TypeError cannot set 'x' attribute of immutable type 'int'
attempt(lambda: setattr("s", "upper", 1))  # expect: AttributeError 'str' object attribute 'upper' is read-only
