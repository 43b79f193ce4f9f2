"""Attributes of a few shared objects appear, change and disappear under everybody's feet."""
from _storm import storm


class Thing:
    fallback = ("class", "fallback")

    def read(self, name):
        return getattr(self, name)


things = [Thing() for _ in range(3)]


def work(number, dice):
    thing = things[dice.roll(3)]
    choice = dice.roll(10)
    name = "attribute" + str(dice.roll(12))
    try:
        if choice < 3:
            setattr(thing, name, (name, number))
        elif choice == 3:
            delattr(thing, name)
        elif choice == 4:
            assert getattr(thing, name)[0] == name
        elif choice == 5:
            assert thing.read(name)[0] == name
        elif choice == 6:
            thing.fallback = ("own", "fallback")
            assert thing.fallback[1] == "fallback"
        elif choice == 7:
            del thing.fallback
        elif choice == 8:
            for key, value in list(vars(thing).items()):
                assert key == value[0] or key == value[1]
        else:
            things[dice.roll(3)] = Thing()
        assert thing.fallback[1] == "fallback"
    except (AttributeError, RuntimeError):
        pass


storm(work)
for thing in things:
    for key, value in vars(thing).items():
        assert key == value[0] or key == value[1]
print("ok")  # expect: ok
