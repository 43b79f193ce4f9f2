# A slot of a built-in type, bound to an instance, has a type of its own.
import inspect
import pickle
import types

add = (1).__add__
print(type(add), type(add) is types.MethodWrapperType, type(int.__add__), type([].append))
# expect: <class 'method-wrapper'> True <class 'wrapper_descriptor'> <class 'builtin_function_or_method'>
print(add(2), add.__self__, add.__name__, add.__qualname__, add.__objclass__, add.__doc__)
# expect: 3 1 __add__ int.__add__ <class 'int'> Return self+value.
print(repr([].__len__).startswith("<method-wrapper '__len__' of list object at 0x"))  # expect: True
print(add == (1).__add__, hash(add) == hash((1).__add__), [].__len__ == [].__len__)  # expect: True True False
print(list(map(add, [1, 2])), pickle.loads(pickle.dumps(add))(9), inspect.signature(add), inspect.signature(dict.__setitem__))
# expect: [2, 3] 10 (value, /) (self, key, value, /)
print(inspect.isroutine(add), inspect.ismethod(add), isinstance(add, types.MethodType))  # expect: True False False
for action in (lambda: add.__func__, lambda: add(), lambda: type(add)(), lambda: setattr(add, "x", 1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(error)
# expect: 'method-wrapper' object has no attribute '__func__'
# expect: expected 1 argument, got 0
# expect: cannot create 'method-wrapper' instances
# expect: 'method-wrapper' object has no attribute 'x' and no __dict__ for setting new attributes
