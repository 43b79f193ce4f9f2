print("a", "b", sep="-")  # expect: a-b
print("a", end="|")
print("b", 1, None, [2], sep="", end="!\n")  # expect: a|b1None[2]!
print(*"abc", sep=", ")  # expect: a, b, c
print("x", "y", sep=None, end=None)  # expect: x y
print(1, 2, sep="\n")  # expect: 1
# expect: 2
import sys
print("to stderr", file=sys.stderr)
print("flushed", flush=True)  # expect: flushed
for action in (
    lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, nope=1),
    lambda: print(1, file=5),
):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)  # expect: sep must be None or a string, not int
        # expect: end must be None or a string, not int
        # expect: print() got an unexpected keyword argument 'nope'
        # expect: 'int' object has no attribute 'write'
class Out:
    def write(self, text): parts.append(text)
parts = []
print("a", 1, file=Out())
print(parts)  # expect: ['a', ' ', '1', '\n']
# expect-stderr: to stderr
