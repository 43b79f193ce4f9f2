"""What loops remember about classes and lists, while classes change their attributes and bases, and lists their
contents: a look never shows anything that was not there."""
from _storm import storm


class Mark:
    def __init__(self, number):
        self.number = number


class Other:
    attribute = Mark(1)
    fixed = ("other", 1)


class Base:
    attribute = Mark(2)
    fixed = ("base", 2)


class Meta(type):
    pass


class Middle(Base):
    pass


class Leaf(Middle):
    pass


class Special(Base, metaclass=Meta):
    pass


classes = [Base, Middle, Leaf, Special]
shared = Leaf()
marks = [Mark(i) for i in range(20)]


def read_classes():
    for cls in classes * 3:
        assert type(cls.attribute) is Mark and type(cls.fixed) is tuple
    for _ in range(5):
        assert type(shared.attribute) is Mark and type(shared.fixed) is tuple


def read_marks():
    for mark in marks:
        assert mark.number >= 0
    for i in range(20):
        assert marks[i].number >= 0


def change_class(dice):
    cls = classes[dice.roll(4)]
    choice = dice.roll(6)
    if choice < 2:
        cls.attribute = Mark(dice.roll(100))
    elif choice == 2:
        if cls is not Base:
            del cls.attribute
    elif choice == 3:
        shared.attribute = Mark(3)
    elif choice == 4:
        del shared.attribute
    else:
        Middle.__bases__ = ((Base, Other)[dice.roll(2)],)


def change_marks(dice):
    choice = dice.roll(6)
    if choice == 0:
        marks[dice.roll(20)] = Mark(5)
    elif choice == 1:
        marks.pop()
    elif choice == 2:
        marks.append(Mark(6))
    elif choice == 3:
        marks.sort(key=lambda mark: mark.number)
    elif choice == 4:
        marks[:] = [Mark(7) for _ in range(20)]
    else:
        marks.clear()


def work(number, dice):
    try:
        if number % 3:
            read_classes()
            read_marks()
        else:
            change_class(dice)
            change_marks(dice)
    except (AttributeError, IndexError, ValueError):  # it has just gone; a list that is being sorted
        pass


storm(work)
print("ok")  # expect: ok
