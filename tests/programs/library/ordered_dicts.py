"""OrderedDict in subclasses: what they override is not asked while the order changes."""

import copy
from collections import OrderedDict


class Recent(OrderedDict):
    """Forgets what was not used for longest."""

    def __init__(self, maxsize, /, *args, **keywords):
        self.maxsize = maxsize
        super().__init__(*args, **keywords)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.maxsize:
            oldest = next(iter(self))
            del self[oldest]


recent = Recent(3)
for letter in "abcab":
    recent[letter] = letter.upper()
print(recent["a"], recent.get("b"), list(recent))
recent["d"] = "D"
recent["e"] = "E"
print(list(recent), recent.popitem(False), recent.pop("e"), recent)


class Counting(OrderedDict):
    def __missing__(self, key):
        return 0


counting = Counting(a=1, b=2)
for act in (lambda: counting.move_to_end("x"), lambda: counting.pop("x"), lambda: counting.pop("x", default=7),
            lambda: counting.pop("x", 8), lambda: counting.setdefault("y", default=9), lambda: counting.setdefault("z"),
            lambda: counting.setdefault(key="a"), lambda: counting.popitem(last=False), lambda: counting["q"],
            lambda: OrderedDict().popitem(), lambda: counting.move_to_end("z", last=False)):
    try:
        print(act(), end=" ")
    except KeyError as error:
        print("KeyError", error, end=" ")
print(counting)

loop = OrderedDict(a=1)
loop["self"] = loop
loop["list"] = [loop]
print(loop)

noted = OrderedDict(x=[1])
noted.note = ["note"]
shallow, deep = copy.copy(noted), copy.deepcopy(noted)
print(shallow, shallow.note is noted.note, deep.note == noted.note, deep.note is noted.note, deep["x"] is noted["x"])
print(noted.__reduce__()[:4], OrderedDict().__reduce__()[2], hasattr(noted.copy(), "note"))


# --- the ends, beside a list that does the same

expected, ordered = [], OrderedDict()
state = 7
for step in range(4000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    key, choice = (state >> 8) % 50, (state >> 16) % 8
    if choice < 4:
        if key not in ordered:
            expected.append(key)
        ordered[key] = step
    elif choice < 6:
        last = bool(choice - 4)
        if key in ordered:
            expected.remove(key)
            expected.insert(len(expected) if last else 0, key)
            ordered.move_to_end(key, last)
        else:
            try:
                ordered.move_to_end(key, last)
            except KeyError as error:
                assert error.args == (key,)
    elif ordered:
        assert ordered.popitem(choice == 6)[0] == expected.pop(-1 if choice == 6 else 0)
    assert list(ordered) == expected and list(reversed(ordered)) == expected[::-1]
    assert all(key in ordered for key in expected)
print(len(ordered), list(ordered.items())[:3])

queue = OrderedDict.fromkeys(range(3000))
print(sum(queue.popitem(last=False)[0] for _ in range(2990)), list(queue))
for call in (lambda: OrderedDict().popitem(), lambda: OrderedDict().popitem(last=False),
             lambda: ordered.move_to_end([]), lambda: ordered.move_to_end("x")):
    try:
        call()
    except (KeyError, TypeError) as error:
        print(repr(error))
