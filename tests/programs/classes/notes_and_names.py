"""Notes on __set_name__, annotations of wrapped functions, hints for old ways to print, keys that are twice in a pattern."""
import collections
import fractions
import heapq
import sys


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}", getattr(error, "__notes__", ""))


class Divides:
    def __set_name__(self, owner, name):
        1 / 0


class TakesNothing:
    def __set_name__(self):
        pass


attempt(lambda: type("Owner", (), {"name": Divides()}))
attempt(lambda: type("Owner", (), {"other": TakesNothing()}))


def annotated(a: int) -> str:
    """A function."""


for wrapper in (classmethod(annotated), staticmethod(annotated)):
    print(wrapper.__annotations__, wrapper.__doc__, wrapper.__name__, sorted(vars(wrapper)))
print(annotated.__builtins__["len"] is len, heapq.__annotations__)
attempt(lambda: print >> sys.stdout)
attempt(lambda: len >> 5)
attempt(lambda: int.__new__(bool, 0))
attempt(lambda: memoryview(b"a") < b"b")
print(b"a" == memoryview(b"a"), b"a" < bytearray(b"b"), bytearray(b"a") < memoryview(b"b"))
nothing = ()
print(tuple() is nothing, tuple([]) is nothing, (1,)[1:] is nothing, nothing * 5 is nothing, hash(""), hash(b""))

# Constants that are equal are the same key.
for keys in ("0: _, False: _", "0: _, 0.0: _", "1: _, True: _", "0: _, 0j: _", "None: _, None: _", "1+1j: _, 1+1j: _",
             "'a': _, 'a': _", "b'a': _, 'a': _", "a.b: _, a.b: _"):
    try:
        compile(f"match x:\n case {{{keys}}}: pass", "<text>", "exec")
        print("fine:", keys)
    except SyntaxError as error:
        print(error)
try:
    compile("[i for i in (lambda: (j := 1))()]", "<text>", "exec")
except SyntaxError as error:
    print(error)

# A UserString does what a str does.
text = collections.UserString("banana")
print(text.count("a", 2), text.index("n"), text.encode(None, None), text.find(collections.UserString("na")),
      type(text.upper()).__name__, collections.UserString.upper.__name__, int(collections.UserString("7")))
attempt(lambda: text.index("z"))
attempt(lambda: text.__rmod__("<%s>"))
for operator in ("%", "//"):
    attempt(lambda: eval(f"fractions.Fraction(1, 2) {operator} 1j"))
    attempt(lambda: eval(f"1j {operator} fractions.Fraction(1, 2)"))
attempt(lambda: divmod(fractions.Fraction(1, 2), 1j))
print(list(heapq.merge([("x", 3)], [("a", 3), ("b", 2)], key=lambda pair: pair[1], reverse=True)))
