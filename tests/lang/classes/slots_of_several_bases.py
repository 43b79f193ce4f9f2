# Which of __dict__ and __weakref__ a class with __slots__ has, by its bases.
class WithDict:
    __slots__ = ["__dict__"]


class WithWeakref:
    __slots__ = ["__weakref__"]


class Both(WithWeakref, WithDict):
    __slots__ = []


class BothTurned(WithDict, WithWeakref):
    __slots__ = []


for cls in (WithDict, WithWeakref, Both, BothTurned):
    thing = cls()
    print(cls.__name__, hasattr(thing, "__dict__"), hasattr(thing, "__weakref__"))
# expect: WithDict True False
# expect: WithWeakref False True
# expect: Both True True
# expect: BothTurned True True
thing = Both()
thing.name = 1
print(thing.__dict__)  # expect: {'name': 1}
