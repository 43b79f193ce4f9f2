import sys

print(sys.exc_info())  # expect: (None, None, None)
try:
    raise ValueError("x")
except ValueError:
    kind, value, traceback = sys.exc_info()
    print(kind.__name__, value, traceback.tb_lineno, sys.exception() is value)  # expect: ValueError x 5 True
print(sys.exc_info(), sys.exception())  # expect: (None, None, None) None
