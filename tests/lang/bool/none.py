print(None, repr(None), type(None), None is None, None == 0)  # expect: None None <class 'NoneType'> True False
nothing = None
for action in (
    lambda: None + 1, lambda: nothing(), lambda: nothing[0], lambda: None.x, lambda: len(None),
    lambda: None < None,
):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)  # expect: unsupported operand type(s) for +: 'NoneType' and 'int'
        # expect: 'NoneType' object is not callable
        # expect: 'NoneType' object is not subscriptable
        # expect: 'NoneType' object has no attribute 'x'
        # expect: object of type 'NoneType' has no len()
        # expect: '<' not supported between instances of 'NoneType' and 'NoneType'
print(bool(None), {None: 1}[None])  # expect: False 1
