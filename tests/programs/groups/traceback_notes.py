# Notes of every kind, and a group as cause inside a group.


class Unprintable:
    def __str__(self):
        raise ValueError("no str")


def leaf(number):
    error = ValueError(number)
    error.add_note(f"note of {number}\nwith a second line")
    raise error


def collect(depth):
    errors = []
    try:
        leaf(depth)
    except ValueError as error:
        errors.append(error)
    if depth:
        try:
            collect(depth - 1)
        except ExceptionGroup as error:
            errors.append(error)
    group = ExceptionGroup(f"depth {depth}", errors)
    group.add_note("a note of the group")
    raise group


strange = TypeError("strange notes")
strange.__notes__ = ("a tuple", 5, Unprintable())
number = TypeError("no notes at all")
number.__notes__ = 7
number.__cause__ = ExceptionGroup("the cause", [OSError(2, "missing", "file")])
try:
    collect(2)
except ExceptionGroup as caught:
    raise ExceptionGroup("outer\nof two lines", [caught, strange, number]) from LookupError("cause")
