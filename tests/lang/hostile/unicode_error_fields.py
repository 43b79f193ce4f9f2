# What a UnicodeError says when its fields have been given other values.
error = UnicodeDecodeError("utf8", b"abc", 0, 1, "why")
print(error)  # expect: 'utf8' codec can't decode byte 0x61 in position 0: why
for odd in (["a"], "xyz", 5, None, {0: "q"}, (1.5,), b""):
    error.object = odd
    print(error)
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
# expect: 'utf8' codec can't decode bytes in position 0-0: why
other = UnicodeEncodeError("utf8", "abc", 0, 1, "why")
other.object = [[5]]
print(other)  # expect: 'utf8' codec can't encode characters in position 0-0: why
for place in (1.5, None, "x", 2**70):
    try:
        other.start = place
    except (TypeError, OverflowError) as problem:
        print(problem)
# expect: an integer is required
# expect: an integer is required
# expect: an integer is required
# expect: Python int too large to convert to C ssize_t
try:
    del other.end
except TypeError as problem:
    print(problem)  # expect: can't delete numeric/char attribute
other.start, other.end = 7, 2
print(other)  # expect: 'utf8' codec can't encode characters in position 7-1: why
print(UnicodeDecodeError.__new__(UnicodeDecodeError).start)  # expect: 0


class Changes:
    def __str__(self):
        other.reason = None
        return "changed"


other.encoding, other.reason = Changes(), ["a", "reason"]
print(other)  # expect: 'changed' codec can't encode characters in position 7-1: ['a', 'reason']
