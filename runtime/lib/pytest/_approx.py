"""approx(): numbers that are about equal."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from numbers import Complex


class Approx:
    """Equal to what is near."""

    __array_ufunc__ = None
    __hash__ = None

    def __init__(self, expected, rel, abs, nan_ok):
        self.expected = expected
        self.rel = rel
        self.abs = abs
        self.nan_ok = nan_ok

    def __ne__(self, actual):
        return not self == actual

    def __bool__(self):
        raise AssertionError("approx() is not supported in a boolean context.\nDid you mean: "
                             "`assert a == approx(b)`?")

    def _one(self, expected):
        return ApproxScalar(expected, self.rel, self.abs, self.nan_ok)

    def explain(self, actual, verbosity):
        """Lines that tell how another value differs."""
        return ["comparison failed", f"Obtained: {actual}", f"Expected: {self}"]

    def _table(self, actual, keys, verbosity):
        """Lines that tell which of several numbers differ, and how much."""
        pairs = [(key, actual[key], self._one(self.expected[key])) for key in keys]
        pairs = [pair for pair in pairs if pair[2] != pair[1]]
        largest = max(abs(one.expected - other) for _, other, one in pairs)
        relative = max(abs(one.expected - other) / abs(one.expected) if one.expected else math.inf
                       for _, other, one in pairs)
        rows = [("Index", "Obtained", "Expected"), *(tuple(str(each) for each in pair) for pair in pairs)]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return [f"comparison failed. Mismatched elements: {len(pairs)} / {len(keys)}:",
                f"Max absolute difference: {largest}", f"Max relative difference: {relative}",
                *(" | ".join(text.ljust(width) for text, width in zip(row, widths))
                  for row in (rows if verbosity > 0 else rows[:10])),
                *(["", f"Full object: {self.expected}"] if verbosity >= 2 else [])]


class ApproxScalar(Approx):
    """A number."""

    @property
    def tolerance(self):
        """How far away is still near."""
        for name, value in (("absolute", self.abs), ("relative", self.rel)):
            if value is not None and value < 0:
                raise ValueError(f"{name} tolerance can't be negative: {value}")
            if value is not None and value != value:
                raise ValueError(f"{name} tolerance can't be NaN.")
        decimal = isinstance(self.expected, Decimal)
        absolute = self.abs if self.abs is not None else Decimal("1e-12") if decimal else 1e-12
        if self.rel is None and self.abs is not None:
            return absolute
        relative = self.rel if self.rel is not None else Decimal("1e-6") if decimal else 1e-6
        return max(relative * abs(self.expected), absolute)

    def __eq__(self, actual):
        if actual == self.expected:
            return True
        if isinstance(self.expected, bool) or not isinstance(self.expected, (Complex, Decimal)) or not isinstance(
                actual, (Complex, Decimal)):
            return False
        if math.isnan(abs(self.expected)):
            return self.nan_ok and math.isnan(abs(actual))
        if math.isinf(abs(self.expected)):
            return False
        return bool(abs(self.expected - actual) <= self.tolerance)

    def __repr__(self):
        if isinstance(self.expected, bool) or not isinstance(self.expected, (Complex, Decimal)) or math.isinf(
                abs(self.expected)):
            return str(self.expected)
        try:
            tolerance = self.tolerance
            shown = f"{tolerance:n}" if 1e-3 <= tolerance < 1e3 else f"{tolerance:.1e}"
        except ValueError:
            shown = "???"
        return f"{self.expected} ± {shown}"


class ApproxSequence(Approx):
    """A list or tuple of numbers."""

    def __eq__(self, actual):
        try:
            if len(actual) != len(self.expected):
                return False
        except TypeError:
            return False
        return all(self._one(expected) == each for expected, each in zip(self.expected, actual))

    def explain(self, actual, verbosity):
        if len(self.expected) != len(actual):
            return ["Impossible to compare lists with different sizes.",
                    f"Lengths: {len(self.expected)} and {len(actual)}"]
        return self._table(actual, range(len(actual)), verbosity)

    def __repr__(self):
        made = [self._one(each) for each in self.expected]
        return f"approx({tuple(made)!r})" if isinstance(self.expected, tuple) else f"approx({made!r})"


class ApproxMapping(Approx):
    """A dict of numbers."""

    def __eq__(self, actual):
        try:
            if set(actual.keys()) != set(self.expected.keys()):
                return False
        except AttributeError:
            return False
        return all(self._one(expected) == actual[key] for key, expected in self.expected.items())

    def explain(self, actual, verbosity):
        if set(self.expected) != set(actual):
            return ["comparison failed.", f"Mappings has different keys: expected {self.expected.keys()} but got "
                    f"{actual.keys()}"]
        return self._table(actual, list(self.expected), verbosity)

    def __repr__(self):
        return f"approx({ {key: self._one(value) for key, value in self.expected.items()}!r})"


def approx(expected, rel=None, abs=None, nan_ok=False):
    """What is equal to numbers near the expected ones, also in a list, tuple or dict."""
    if isinstance(expected, Mapping):
        return ApproxMapping(expected, rel, abs, nan_ok)
    if isinstance(expected, Sequence) and not isinstance(expected, (str, bytes)):
        for i, each in enumerate(expected):
            if isinstance(each, type(expected)):
                raise TypeError(f"pytest.approx() does not support nested data structures: {each!r} at index {i}\n"
                                f"  full sequence: {expected!r}")
        return ApproxSequence(expected, rel, abs, nan_ok)
    return ApproxScalar(expected, rel, abs, nan_ok)
