"""What may be in an exception group, and what class it gets."""


def attempt(make, *arguments):
    try:
        print(repr(make(*arguments)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(ExceptionGroup)
attempt(ExceptionGroup, "message")
attempt(ExceptionGroup, "message", [ValueError()], 3)
attempt(ExceptionGroup, b"message", [ValueError()])
attempt(ExceptionGroup, "not a sequence", {ValueError()})
attempt(ExceptionGroup, "not a sequence", iter([ValueError()]))
attempt(ExceptionGroup, "empty", ())
attempt(ExceptionGroup, "a class", [ValueError])
attempt(ExceptionGroup, "base", [KeyboardInterrupt()])
attempt(BaseExceptionGroup, "base", [KeyboardInterrupt()])
attempt(BaseExceptionGroup, "plain", (ValueError(), TypeError()))


class Failure(ExceptionGroup):
    pass


class Mixed(BaseExceptionGroup):
    pass


attempt(Failure, "failed", [SystemExit()])
attempt(Mixed, "mixed", [ValueError(), SystemExit()])
print(Failure.__mro__)

group = ExceptionGroup("several", [ValueError(1), ExceptionGroup("inner", [TypeError(2)])])
print(group, group.args, group.message, group.exceptions)
for name in ("message", "exceptions"):
    try:
        setattr(group, name, 1)
    except AttributeError as error:
        print(error)
members = [ValueError()]
group = ExceptionGroup("copied", members)
members.append(5)
print(group.exceptions)


def combine(*bases):
    try:
        print(type("Both", bases, {})("both", [ValueError()]).exceptions)
    except TypeError as error:
        print(error)


combine(ValueError, ExceptionGroup)
combine(ExceptionGroup, OSError)
combine(SystemExit, BaseExceptionGroup)
combine(OSError, ImportError)
