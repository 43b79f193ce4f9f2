# A program may take its own module out of sys.modules, and goes on.
import sys

name = "value"
del sys.modules["__main__"]
print(name)  # expect: value
sys.modules["__main__"] = sys
[].x  # expect-error: AttributeError: 'list' object has no attribute 'x'
