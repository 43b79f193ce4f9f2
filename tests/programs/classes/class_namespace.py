"""What stands in the dict of a class, in which order; and a class of several paragraphs as one statement."""


class Plain:
    size = 2

    def fill(self):
        self.first = self.second = 1
        self.first = 2
        for self.third in ():
            pass

        def inner():
            self.fourth = 3


class Empty(Plain):
    pass


class Documented:
    """A class."""

    __slots__ = ("field",)
    note: int = 3


for cls in (Plain, Empty, Documented):
    print(list(cls.__dict__), sorted(cls.__static_attributes__))


class Logged(dict):
    def __setitem__(self, name, value):
        print(name, "" if callable(value) else repr(value))
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Logged()


class Shown(metaclass=Meta):
    size = 1

    def fill(self):
        self.content = 5


for source in ("class Two:\n    one = 1\n\n    two = 2\n", "if 1:\n    pass\n\nelse:\n    pass\n", "class Late:\n\n    one = 1\n\n\n",
               "one = 1\ntwo = 2\n"):
    try:
        exec(compile(source, "<text>", "single"))
        print("one statement")
    except SyntaxError as error:
        print(error.msg)
print(Two.two, Late.one)
