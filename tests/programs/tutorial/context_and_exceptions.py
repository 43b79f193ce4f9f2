"""Context managers and exceptions: clean-up order, suppression, chains, notes, groups, assert, finally."""
import contextlib
import io
import sys
import traceback
import warnings


class Step:
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, trace):
        print("leave", self.name, kind and kind.__name__, error)
        return kind is not None and issubclass(kind, self.swallow)


@contextlib.contextmanager
def transaction(data):
    backup = data.copy()
    try:
        yield data
    except Exception:
        data.clear()
        data.update(backup)
        raise
    else:
        print("committed", data)


class ConfigError(Exception):
    pass


def parse_port(text):
    try:
        port = int(text)
    except ValueError as error:
        raise ConfigError(f"bad port {text!r}") from error
    if port > 65535:
        error = ConfigError("port too large")
        error.add_note(f"the largest is 65535, not {port}")
        raise error
    return port


def confused():
    try:
        return "try"
    finally:
        print("finally runs")


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("after", i)
    else:
        print("never")
    return i


def nested():
    try:
        {}["missing"]
    except KeyError:
        [][1]


with Step("outer"), Step("inner", (ZeroDivisionError, KeyError)) as inner:
    print("in", inner.name)
    1 / 0
data = {"a": 1}
with transaction(data) as d:
    d["b"] = 2
try:
    with transaction(data) as d:
        d["c"] = d["nope"]
except KeyError as error:
    print("rolled back", data, error)
for text in ("80", "eighty", "70000"):
    try:
        print(parse_port(text))
    except ConfigError as error:
        print(repr(error), repr(error.__cause__), getattr(error, "__notes__", None))
print(confused(), loop())
try:
    nested()
except IndexError as error:
    print(repr(error.__context__), error.__suppress_context__)
    text = "".join(traceback.format_exception(error)).replace(__file__, "FILE")
    print(text)
try:
    assert 1 + 1 == 3, "arithmetic"
except AssertionError as error:
    print(type(error).__name__, error)
try:
    raise ExceptionGroup("several", [ValueError("a"), TypeError("b"), ExceptionGroup("deep", [KeyError("c")])])
except* (ValueError, KeyError) as group:
    print("values:", group.exceptions)
except* TypeError as group:
    print("types:", group.exceptions)
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer), contextlib.closing(io.StringIO("one\ntwo")) as source:
    print(source.readline(), end="")
    print(*source)
print(repr(buffer.getvalue()), source.closed)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old way", DeprecationWarning)
    print(caught[0].category.__name__, caught[0].message)
try:
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")
except TypeError as error:
    print(error, "while", repr(error.__context__))
try:
    exit_code = sys.exit("bye")
except SystemExit as stop:
    print("stopped:", stop.code)
with Step("last"):
    parse_port("70001")
