# Iterators over classes that have only __getitem__, when that fails in between.
import operator


class Sequence:
    def __init__(self):
        self.calls = 0

    def __getitem__(self, index):
        self.calls += 1
        if self.calls == 2:
            raise ValueError("once")
        if index > 2:
            raise IndexError
        return index


class Sized(Sequence):
    def __len__(self):
        return 3


def steps(iterator):
    for _ in range(6):
        try:
            yield next(iterator)
        except ValueError as error:
            yield str(error)
        except StopIteration:
            yield "end"


print(*steps(iter(Sequence())))  # expect: 0 once 1 2 end end
print(*steps(reversed(Sized())))  # expect: 2 once end end end end
print(iter(Sequence()).__length_hint__())  # expect: NotImplemented
print(operator.length_hint(iter(Sequence()), 7))  # expect: 7
print(operator.length_hint(iter(Sized())))  # expect: 3


class Longer(list):
    def __len__(self):
        return 77


print(iter(Longer([1, 2])).__length_hint__())  # expect: 2
print(reversed(Longer([1, 2])).__length_hint__())  # expect: 2


class Ending(Sequence):
    def __len__(self):
        global kept
        del kept
        for _ in iterator:
            pass
        return 5


kept = Ending()
kept.calls = 5
iterator = iter(kept)
print(iterator.__length_hint__() in (0, 2))  # expect: True
print(list(iterator))  # expect: []

# The count of enumerate() is an int whatever it was given as.
print(list(enumerate("ab", start=True)))  # expect: [(1, 'a'), (2, 'b')]


# Places too far away, in the words of each.
def attempt(action):
    try:
        action()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


far = 1 << 70
attempt(lambda: [].insert(far, 1))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: [1].pop(far))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: bytearray().insert(far, 1))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: bytearray(b"a").pop(far))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: (1).to_bytes(far))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: (1).to_bytes(1, None))  # expect: TypeError: to_bytes() argument 'byteorder' must be str, not None
attempt(lambda: int.from_bytes(b"a", 5))  # expect: TypeError: from_bytes() argument 'byteorder' must be str, not int
