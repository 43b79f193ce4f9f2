"""split(), subgroup() and derive()."""


def attempt(call, *arguments):
    try:
        print(call(*arguments))
    except (TypeError, ValueError, RuntimeError) as error:
        print(type(error).__name__, error)


tree = ExceptionGroup("tree", [
    ValueError(1),
    ExceptionGroup("branch", [TypeError(2), OSError(3)]),
    KeyError("k"),
])
for matcher in (ValueError, (ValueError, OSError), ExceptionGroup, Exception, ArithmeticError, ()):
    match, rest = tree.split(matcher)
    print(repr(match))
    print(repr(rest))
    print(repr(tree.subgroup(matcher)))
print(repr(tree.subgroup(lambda e: isinstance(e, KeyError))))
print(tree.subgroup(Exception) is tree, tree.subgroup(lambda e: False))
for wrong in (5, "ValueError", [ValueError], int, (ValueError, int), None):
    attempt(tree.split, wrong)


def failing(exception):
    raise RuntimeError("the predicate fails")


attempt(tree.split, failing)
attempt(tree.derive, [])
print(repr(tree.derive([ValueError(4)])), repr(tree.derive([SystemExit()])))


class Numbered(ExceptionGroup):
    def __new__(cls, message, exceptions, number):
        self = super().__new__(cls, message, exceptions)
        self.number = number
        return self

    def derive(self, exceptions):
        return Numbered(self.message, exceptions, self.number)


class Forgetful(ExceptionGroup):
    pass


class Wrong(ExceptionGroup):
    def derive(self, exceptions):
        return 42


match, rest = Numbered("numbered", [ValueError(1), TypeError(2)], 7).split(ValueError)
print(type(match).__name__, match.number, rest.number)
match, rest = Forgetful("forgetful", [ValueError(1), TypeError(2)]).split(ValueError)
print(type(match).__name__, type(rest).__name__)
attempt(Wrong("wrong", [ValueError(1), TypeError(2)]).split, ValueError)
attempt(Wrong("right", [ValueError(1)]).split, Exception)

# What belongs to the group as a whole goes to its parts.
try:
    try:
        raise KeyError("context")
    except KeyError as error:
        raise tree from error
except ExceptionGroup as caught:
    caught.add_note("a note")
    part = caught.subgroup(ValueError)
    print(repr(part.__cause__), repr(part.__context__), part.__suppress_context__)
    print(part.__traceback__ is caught.__traceback__)
    print(part.__notes__, part.__notes__ is caught.__notes__)
    caught.__notes__ = 5
    print(hasattr(caught.subgroup(ValueError), "__notes__"))
