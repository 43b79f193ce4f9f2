"""Methods and class attributes are replaced while instances are made and called; inline caches must notice."""
from _storm import storm


class Base:
    size = 1

    def who(self):
        return "base", self.size


class Child(Base):
    pass


class Other(Base):
    size = 7

    def who(self):
        return "other", self.size


def first(self):
    return "first", self.size


def second(self):
    return "second", self.size


instances = [Child(), Other(), Base(), Child()]


def work(number, dice):
    choice = dice.roll(9)
    instance = instances[dice.roll(4)]
    try:
        if choice == 0:
            Base.who = [first, second][dice.roll(2)]
        elif choice == 1:
            Child.who = second
        elif choice == 2:
            del Child.who
        elif choice == 3:
            Base.size = dice.roll(100)
        elif choice == 4:
            Child.extra = number
            assert 0 <= Child().extra < 8
            del Child.extra
        elif choice == 5:
            instances[dice.roll(4)] = [Base, Child, Other][dice.roll(3)]()
        elif choice == 6:
            instance.size = dice.roll(100)
        elif choice == 7:
            instance.__class__ = [Base, Child, Other][dice.roll(3)]
        else:
            class Local(Child):
                def who(self):
                    return super().who()
            assert Local().who()[0] in ("base", "first", "second")
        for _ in range(5):
            name, size = instance.who()
            assert name in ("base", "other", "first", "second") and 0 <= size < 100
    except AttributeError:
        pass


storm(work)
print("ok")  # expect: ok
