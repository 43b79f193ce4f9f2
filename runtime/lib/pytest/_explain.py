"""What differs: more about two values that should be equal."""

import difflib
import pprint
import reprlib
from collections.abc import Iterable, Sequence, Set

_SIZE = 240
verbosity = [0]  # set by the command line: -v is 1


class _Short(reprlib.Repr):
    """Shows only the first items of containers, and the two ends of what is still too long."""

    def __init__(self, size):
        super().__init__()
        self.maxstring = self._size = size

    def repr(self, x):
        return self._cut(super().repr(x))

    def repr_instance(self, x, level):
        return self._cut(_any_repr(x))

    def _cut(self, shown):
        if len(shown) <= self._size:
            return shown
        half = max(0, (self._size - 3) // 2)
        return shown[:half] + "..." + shown[len(shown) - max(0, self._size - 3 - half):]


def _any_repr(value):
    try:
        return repr(value)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return f"<[{error!r} raised in repr()] {type(value).__name__} object at {hex(id(value))}>"


def saferepr(value, size=_SIZE):
    """A repr that is not too long, whatever the value."""
    if verbosity[0] >= 2:
        return _any_repr(value)
    try:
        return _Short(size).repr(value)
    except Exception:
        return _any_repr(value)  # a container whose items are not to be had


def side_size(sign):
    """How long the repr of one side of a comparison may be."""
    return (80 - 15 - len(sign) - 2) // 2


def compare(sign, left, right):
    """Lines that tell how two values differ; [] if there is no more to tell."""
    lines = []
    try:
        if sign == "==":
            lines = _differences(left, right)
        elif sign == "not in" and isinstance(left, str) and isinstance(right, str):
            at = right.find(left)
            lines = [f"{left!r} is contained here:", "  " + right, "? " + " " * at + "+" * len(left)]
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception as error:
        lines = [f"(pytest_assertion plugin: representation of details failed: {error!r}.",
                 " Probably an object has a faulty __repr__.)"]
    return ["", *lines] if lines else []


def _differences(left, right):
    if isinstance(left, str) and isinstance(right, str):
        return _text_lines(left, right)
    lines = []
    if type(left).__module__.startswith("pytest.") or type(right).__module__.startswith("pytest."):
        return _approx_lines(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        lines = _dict_lines(left, right)
    elif isinstance(left, Set) and isinstance(right, Set):
        for one, other, side in ((left, right, "left"), (right, left, "right")):
            if extra := one - other:
                lines += [f"Extra items in the {side} set:", *(saferepr(each) for each in extra)]
    elif all(isinstance(each, Sequence) and not isinstance(each, (str, bytes)) for each in (left, right)):
        lines = _sequence_lines(left, right)
    elif type(left) is type(right) and hasattr(type(left), "__dataclass_fields__"):
        return _field_lines(left, right)
    if isinstance(left, Iterable) and isinstance(right, Iterable) and not isinstance(left, (str, bytes)):
        lines += _full_difference(left, right)
    return lines


def _text_lines(left, right):
    """- what should be, + what is; long equal beginnings and ends are left out."""
    lines = []
    if not verbosity[0]:
        same = next((i for i in range(min(len(left), len(right))) if left[i] != right[i]), min(len(left), len(right)))
        if same > 42:
            lines.append(f"Skipping {same - 10} identical leading characters in diff, use -v to show")
            left, right = left[same - 10:], right[same - 10:]
        same = next((i for i in range(min(len(left), len(right))) if left[-1 - i] != right[-1 - i]), 0)
        if same > 42:
            lines.append(f"Skipping {same - 10} identical trailing characters in diff, use -v to show")
            left, right = left[:10 - same], right[:10 - same]
    if left.isspace() or right.isspace():
        left, right = repr(left), repr(right)
        lines.append("Strings contain only whitespace, escaping them using repr()")
    return lines + [line.rstrip("\n") for line in difflib.ndiff(right.splitlines(True), left.splitlines(True))]


def _approx_lines(left, right):
    actual, expected = (right, left) if type(left).__module__.startswith("pytest.") else (left, right)
    return expected.explain(actual, verbosity[0])


def _sequence_lines(left, right):
    lines = []
    for i, (one, other) in enumerate(zip(left, right)):
        if one != other:
            lines.append(f"At index {i} diff: {one!r} != {other!r}")
            break
    extra = len(left) - len(right)
    if extra:
        side, longer, at = ("Left", left, len(right)) if extra > 0 else ("Right", right, len(left))
        first = saferepr(longer[at])
        lines.append(f"{side} contains one more item: {first}" if abs(extra) == 1 else
                     f"{side} contains {abs(extra)} more items, first extra item: {first}")
    return lines


def _dict_lines(left, right):
    common = [key for key in left if key in right]
    same = [key for key in common if left[key] == right[key]]
    lines = []
    if same and verbosity[0] < 2:
        lines.append(f"Omitting {len(same)} identical items, use -vv to show")
    if differing := [key for key in common if key not in same]:
        lines.append("Differing items:")
        lines += [f"{saferepr({key: left[key]})} != {saferepr({key: right[key]})}" for key in differing]
    for side, one, other in (("Left", left, right), ("Right", right, left)):
        if more := {key: value for key, value in one.items() if key not in other}:
            lines += [f"{side} contains {len(more)} more item{'s' if len(more) != 1 else ''}:",
                      *pprint.pformat(more).splitlines()]
    return lines


def _field_lines(left, right):
    names = [name for name, field in type(left).__dataclass_fields__.items() if field.compare]
    differing = [name for name in names if getattr(left, name) != getattr(right, name)]
    lines = []
    if len(differing) < len(names) and verbosity[0] < 2:
        lines.append(f"Omitting {len(names) - len(differing)} identical items, use -vv to show")
    if differing:
        lines += ["Differing attributes:", *pprint.pformat(differing).splitlines()]
        for name in differing:
            one, other = getattr(left, name), getattr(right, name)
            lines += ["", f"Drill down into differing attribute {name}:", f"  {name}: {one!r} != {other!r}"]
    return lines


def _tall(value, indent):
    """A repr with a line for each item."""
    repr_of = type(value).__repr__
    if not value:
        return _any_repr(value)
    if repr_of is dict.__repr__:
        try:
            pairs = sorted(value.items())
        except TypeError:
            pairs = value.items()
        return _tall_items("{", [f"{_any_repr(key)}: {_tall(item, indent + 4)}" for key, item in pairs], "}", indent)
    for kind, (start, end) in {list: "[]", tuple: "()", set: "{}"}.items():
        if repr_of is kind.__repr__:
            items = value
            if kind is set:
                try:
                    items = sorted(value)
                except TypeError:
                    pass
            return _tall_items(start, [_tall(item, indent + 4) for item in items], end, indent)
    return _any_repr(value)


def _tall_items(start, items, end, indent):
    lines = "".join(f"{' ' * (indent + 4)}{item},\n" for item in items)
    return f"{start}\n{lines}{' ' * indent}{end}"


def _full_difference(left, right):
    if verbosity[0] < 1:
        return ["Use -v to get more diff"]
    one, other = (_tall(each, 0).splitlines() for each in (left, right))
    return ["", "Full diff:", *(line.rstrip("\n") for line in difflib.ndiff(other, one))]
