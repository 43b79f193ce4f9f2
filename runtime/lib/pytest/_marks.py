"""Marks: what decorators say about a test."""

import warnings


class Mark:
    """A name with arguments."""

    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def __repr__(self):
        return f"Mark(name={self.name!r}, args={self.args!r}, kwargs={self.kwargs!r})"


class MarkDecorator:
    """pytest.mark.NAME: a decorator, with arguments or without."""

    def __init__(self, mark):
        self.mark = mark

    name = property(lambda self: self.mark.name, doc="The name.")
    args = property(lambda self: self.mark.args, doc="The arguments.")
    kwargs = property(lambda self: self.mark.kwargs, doc="The arguments with names.")

    def __repr__(self):
        return f"MarkDecorator(mark={self.mark!r})"

    def with_args(self, *args, **kwargs):
        """The mark with more arguments."""
        return MarkDecorator(Mark(self.name, self.args + args, self.kwargs | kwargs))

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and (isinstance(args[0], type) or callable(args[0])
                                              and getattr(args[0], "__name__", "") != "<lambda>"):
            target = args[0]
            target.pytestmark = [*target.__dict__.get("pytestmark", []), self.mark]
            return target
        return self.with_args(*args, **kwargs)


class _MarkGenerator:
    """pytest.mark."""

    _config = None  # while a run goes on

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError("Marker name must NOT start with underscore")
        if self._config is not None and name not in self._config.mark_names():
            self._unknown(name)
        return MarkDecorator(Mark(name))

    def _unknown(self, name):
        if self._config.getoption("strict_markers"):
            from pytest._outcomes import fail
            fail(f"{name!r} not found in `markers` configuration option", pytrace=False)
        from pytest._watch import PytestUnknownMarkWarning
        warnings.warn(f"Unknown pytest.mark.{name} - is this a typo?  You can register custom marks to avoid this "
                      "warning - for details, see https://docs.pytest.org/en/stable/how-to/mark.html",
                      PytestUnknownMarkWarning, stacklevel=3)


mark = _MarkGenerator()


def marks_of(holder):
    """The marks of a function, class (with its bases) or module."""
    owners = [*reversed(holder.__mro__)] if isinstance(holder, type) else [holder]
    found = []
    for owner in owners:
        own = owner.__dict__.get("pytestmark", []) if hasattr(owner, "__dict__") else []
        for each in own if isinstance(own, (list, tuple)) else [own]:
            found.append(each.mark if isinstance(each, MarkDecorator) else each)
    return found


class ParameterSet:
    """The values for one run of a test."""

    def __init__(self, values, marks, id):
        self.values = values
        self.marks = marks
        self.id = id


def param(*values, marks=(), id=None):
    """Values for parametrize, with marks or a name of their own."""
    marks = marks if isinstance(marks, (list, tuple, set)) else [marks]
    return ParameterSet(values, [each.mark for each in marks], id)


def parameter_sets(mark, function):
    """(names, sets) of a mark parametrize."""
    names, values, *more = [*mark.args, *(mark.kwargs[key] for key in ("argnames", "argvalues") if key in mark.kwargs)]
    names = [name.strip() for name in names.split(",") if name.strip()] if isinstance(names, str) else list(names)
    sets = []
    for value in values:
        if not isinstance(value, ParameterSet):
            value = ParameterSet((value,) if len(names) == 1 else tuple(value), [], None)
        if len(value.values) != len(names):
            from pytest._outcomes import UsageError
            raise UsageError(f'{function.__name__}: in "parametrize" the number of names ({len(names)}):\n  {names}\n'
                             f"must be equal to the number of values ({len(value.values)}):\n  {value.values}")
        sets.append(value)
    return names, sets


def set_ids(names, sets, ids):
    """The names of the runs."""
    if callable(ids):
        made = ["-".join(str(ids(value)) if ids(value) is not None else _value_id(name, value, i)
                         for name, value in zip(names, each.values)) for i, each in enumerate(sets)]
    else:
        made = ["-".join(_value_id(name, value, i) for name, value in zip(names, each.values))
                for i, each in enumerate(sets)]
        if ids is not None:
            made = [str(own) if own is not None else usual for own, usual in zip(ids, made)]
    made = [each.id if each.id is not None else usual for each, usual in zip(sets, made)]
    counts = {}
    for each in made:
        counts[each] = counts.get(each, 0) + 1
    seen = {}
    for i, each in enumerate(made):
        if counts[each] > 1:
            number = seen.get(each, 0)
            seen[each] = number + 1
            made[i] = f"{each}_{number}" if each[-1:].isdigit() else f"{each}{number}"
    return made


def _value_id(name, value, i):
    if isinstance(value, str):
        return ascii(value)[1:-1]
    if value is None or isinstance(value, (bool, int, float, complex)):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("ascii", "backslashreplace")
    if isinstance(getattr(value, "__name__", None), str):
        return value.__name__
    return f"{name}{i}"
