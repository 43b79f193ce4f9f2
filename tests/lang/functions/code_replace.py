# Copies of code objects with other names and lines; comparing code; its lines.
import copy
import types


def add(a, b=2):
    "Adds."
    return a + b


code = add.__code__
other = code.replace(co_name="plus", co_qualname="Sum.plus", co_filename="elsewhere.py", co_firstlineno=50)
print(other.co_name, other.co_qualname, other.co_filename, other.co_firstlineno, code.co_name, code.co_firstlineno)
# expect: plus Sum.plus elsewhere.py 50 add 6
print(types.FunctionType(other, globals())(1, 3), code.replace()(1) if callable(code) else "not callable")
# expect: 4 not callable
print(code == code.replace(), hash(code) == hash(code.replace()), code == other, code is code.replace())
# expect: True True False False
print(code == code.replace(co_filename="x"), copy.replace(code, co_name="p").co_name, code.replace(co_flags=code.co_flags) == code)
# expect: True p True
print(compile("1", "", "eval") == compile("1", "", "eval"), compile("1", "", "eval") == compile("1.0", "", "eval"))
# expect: True False
print({line for _, _, line in other.co_lines() if line} <= {50, 51, 52}, max(p[0] for p in code.co_positions()))
# expect: True 8


def failing(**changes):
    try:
        code.replace(**changes)
    except (TypeError, ValueError) as error:
        print(error)


failing(co_name=1)  # expect: replace() argument 'co_name' must be str, not int
failing(nothing=1)  # expect: replace() got an unexpected keyword argument 'nothing'
failing(co_consts=[])  # expect: replace() argument 'co_consts' must be tuple, not list
failing(co_firstlineno="a")  # expect: 'str' object cannot be interpreted as an integer
changed = code.replace(co_consts=tuple("Other" if c == "Adds." else c for c in code.co_consts))
print(types.FunctionType(changed, {}).__doc__)  # expect: Other
print(copy.replace(types.SimpleNamespace(a=1, b=2), b=3))  # expect: namespace(a=1, b=3)
