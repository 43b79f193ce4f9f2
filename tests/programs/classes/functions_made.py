"""types.FunctionType, cells, and the old signature of throw()."""
import types
import warnings


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def adder(a, b=1, *, c=0):
    """Adds."""
    return a + b + c + extra


made = types.FunctionType(adder.__code__, {"extra": 100, "__name__": "elsewhere"}, "made", (5,), None, {"c": 1000})
print(made(1), made(1, 2, c=3), made.__name__, made.__qualname__, made.__module__, made.__defaults__, made.__kwdefaults__)
print(made.__doc__, made.__closure__, made.__globals__["extra"], made.__builtins__["len"] is len)


def outer(value):
    def inner():
        return value
    return inner


inner = outer(3)
print(types.FunctionType(inner.__code__, globals(), closure=inner.__closure__)(),
      types.FunctionType(inner.__code__, {}, None, None, (types.CellType(7),))())


def generator(n):
    yield from range(n)


print(list(types.FunctionType(generator.__code__, globals())(3)))
for arguments in ((5, {}), (adder.__code__, 5), (adder.__code__, {}, 5), (adder.__code__, {}, None, 5),
                  (adder.__code__, {}, None, None, 5), (inner.__code__, {}), (inner.__code__, {}, None, None, ()),
                  (inner.__code__, {}, None, None, (5,)), (adder.__code__, {}, None, None, None, 5)):
    attempt(lambda: types.FunctionType(*arguments))

# Cells.
print(types.CellType(2) < types.CellType(3), types.CellType(2) == types.CellType(2), types.CellType() < types.CellType(1),
      types.CellType() == types.CellType())
attempt(lambda: types.CellType().cell_contents)
attempt(lambda: hash(types.CellType(1)))
attempt(lambda: types.CellType(1) < types.CellType("a"))


# throw(type, value, traceback) is deprecated.
def waiting():
    try:
        yield
    except ValueError as error:
        yield repr(error)


for given in ((ValueError, "text"), (ValueError("made"), None, None), (ValueError,), (ValueError("alone"),)):
    item = waiting()
    next(item)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        attempt(lambda: item.throw(*given))
    print([str(warning.message) for warning in warned])


async def awaits():
    return 5


def has_parameters(a, *b, c):
    return a, b, c


def has_none():
    return sorted(globals())[-1], locals()


for function in has_none, has_parameters, awaits, lambda: (yield 1):
    for namespaces in ({"z": 1},), ({"z": 1}, {"y": 2}):
        try:
            result = eval(function.__code__, *namespaces)
            print(function.__name__, result if function is has_none else type(result))
            if function is awaits:
                result.close()
        except TypeError as error:
            print(error)
