try:
    {}["k"]
except KeyError as error:
    print(error.args, error.__traceback__.tb_lineno, error.__traceback__.tb_next)  # expect: ('k',) 2 None
try:
    undefined
except NameError as error:
    print(error.name)  # expect: undefined
try:
    (5).nope
except AttributeError as error:
    print(error.name, error.obj)  # expect: nope 5
try:
    raise SystemExit(3)
except SystemExit as error:
    print(error.code)  # expect: 3
try:
    next(iter([]))
except StopIteration as error:
    print(error.value)  # expect: None
error = ValueError("x")
error.extra = 1
print(error.extra, error.__traceback__, error.with_traceback(None) is error)  # expect: 1 None True
