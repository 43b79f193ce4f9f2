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
