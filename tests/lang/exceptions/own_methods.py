# Each built-in exception class has its own __init__; those without fields have their own __new__, too.
print(OSError.__init__.__qualname__, OSError.__new__.__qualname__, TypeError.__new__.__qualname__, KeyError.__new__.__qualname__)
# expect: OSError.__init__ OSError.__new__ TypeError.__new__ LookupError.__new__
print("__init__" in vars(FileNotFoundError), "__new__" in vars(FileNotFoundError), "__init__" in vars(ExceptionGroup))
# expect: True False False
print(KeyError.__str__, "__str__" in vars(ValueError))  # expect: <slot wrapper '__str__' of 'KeyError' objects> False
try:
    ValueError.__new__(KeyError, 1)
except TypeError as error:
    print(error)  # expect: ValueError.__new__(KeyError): KeyError is not a subtype of ValueError
import sys
print(sys.modules["__main__"].__cached__, sys._getframe().f_trace, sys._getframe().f_builtins is vars(__import__("builtins")))
# expect: None None True
print(repr(sys._getframe()).endswith(", line 14, code <module>>"), sys._getframe().f_lasti >= 0)  # expect: True True
print(len(sys.orig_argv) > len(sys.argv))  # expect: True
