"""What an except* statement raises in the end."""


def show(exception, depth=0):
    print("  " * depth + type(exception).__name__, exception, "| cause", repr(exception.__cause__),
          "| context", repr(exception.__context__))
    for member in getattr(exception, "exceptions", ()):
        show(member, depth + 1)


def run(title, exception, on_value=None, on_type=None):
    print("---", title)
    try:
        try:
            if exception:
                raise exception
        except* ValueError as group:
            print("values", repr(group))
            if on_value:
                on_value(group)
        except* (TypeError, OSError) as group:
            print("types", repr(group))
            if on_type:
                on_type(group)
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as left:
        show(left)


def fail(group):
    raise RuntimeError("from a handler")


def again(group):
    raise group


def several():
    return ExceptionGroup("several", [
        ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), KeyError(4)]),
    ])


run("nothing", None)
run("all handled", ExceptionGroup("two", [ValueError(1), OSError(2)]))
run("a rest", several())
run("plain", ValueError(1))
run("plain, not handled", KeyError(1))
run("not an Exception", KeyboardInterrupt())
run("a handler fails", several(), on_value=fail)
run("two handlers fail", several(), on_value=fail, on_type=fail)
run("raised again", several(), on_type=again)
run("plain, handler fails", ValueError(1), on_value=fail)


def bare(exception):
    try:
        try:
            raise exception
        except* ValueError:
            raise
    except Exception as left:
        show(left)


bare(several())
bare(ValueError("plain"))


def wrong_class(class_):
    try:
        try:
            raise several()
        except* class_:
            print("never")
    except TypeError as error:
        print(error)


for class_ in (ExceptionGroup, (ValueError, BaseExceptionGroup), 5, int, (ValueError, 3)):
    wrong_class(class_)
