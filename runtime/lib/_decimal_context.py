# Contexts and signals of decimal: how arithmetic rounds, and what it does about the unusual.
#
# An operation that meets a condition (division by zero, a result that had to be rounded) sets the
# flag of its signal in the context; if the context traps the signal, it is raised.

import contextvars
from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
             ROUND_05UP)

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997


class DecimalException(ArithmeticError):
    """Base of all signals."""


class Clamped(DecimalException):
    """An exponent was changed to fit."""


class InvalidOperation(DecimalException):
    """An operation without a result: it gives NaN."""


class ConversionSyntax(InvalidOperation):
    """Text that is no number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number divided by zero: infinity."""


class DivisionImpossible(InvalidOperation):
    """A quotient with too many digits."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero divided by zero."""


class Inexact(DecimalException):
    """Digits other than zeros were lost."""


class InvalidContext(InvalidOperation):
    """A context that makes no sense for the operation."""


class Rounded(DecimalException):
    """Digits were lost."""


class Subnormal(DecimalException):
    """A result smaller than Emin allows with all digits."""


class Overflow(Inexact, Rounded):
    """A result too large."""


class Underflow(Inexact, Rounded, Subnormal):
    """A result so small that digits were lost."""


class FloatOperation(DecimalException, TypeError):
    """A float and a Decimal were mixed."""


SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded,
           Clamped)
# The signal that a condition is reported as.
_SIGNAL_OF = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
              DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}
_REPR_ORDER = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal,
               Underflow)


class _SignalDict(dict):
    """The flags or traps of a context: exactly one entry for each signal."""

    def __setitem__(self, signal, value):
        if signal not in SIGNALS:
            raise KeyError("invalid error flag")
        super().__setitem__(signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        entries = ", ".join(f"{signal!r}:{self[signal]}" for signal in SIGNALS)
        return "{" + entries + "}"


def _signals(given, default):
    if given is None:
        return _SignalDict(default)
    if isinstance(given, dict):
        if set(given) != set(SIGNALS):
            raise KeyError("invalid signal dict")
        return _SignalDict({signal: bool(given[signal]) for signal in SIGNALS})
    for signal in given:
        if signal not in SIGNALS:
            raise TypeError("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                            "   Overflow, Subnormal, Underflow, Rounded, Inexact,\n   Clamped]")
    return _SignalDict({signal: signal in given for signal in SIGNALS})


_RANGES = {"prec": (1, MAX_PREC, "valid range for prec is [1, MAX_PREC]"),
           "Emin": (MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
           "Emax": (0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
           "capitals": (0, 1, "valid values for capitals are 0 or 1"),
           "clamp": (0, 1, "valid values for clamp are 0 or 1")}


class Context:
    """Precision, rounding, range of exponents, flags and traps."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        default = DefaultContext
        self.prec = default.prec if prec is None else prec
        self.rounding = default.rounding if rounding is None else rounding
        self.Emin = default.Emin if Emin is None else Emin
        self.Emax = default.Emax if Emax is None else Emax
        self.capitals = default.capitals if capitals is None else capitals
        self.clamp = default.clamp if clamp is None else clamp
        self.flags = _signals(flags, dict.fromkeys(SIGNALS, False))
        self.traps = _signals(traps, default.traps if default else None)

    def __setattr__(self, name, value):
        if name in _RANGES:
            low, high, message = _RANGES[name]
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not low <= value <= high:
                raise ValueError(message)
        elif name == "rounding":
            if value not in ROUNDINGS:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                                "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name in ("flags", "traps"):
            if not isinstance(value, _SignalDict):
                value = _signals(value, None)
        else:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join(signal.__name__ for signal in _REPR_ORDER if self.flags[signal])
        traps = ", ".join(signal.__name__ for signal in _REPR_ORDER if self.traps[signal])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         [signal for signal in SIGNALS if self.flags[signal]],
                         [signal for signal in SIGNALS if self.traps[signal]])

    def copy(self):
        """A context with the same settings, whose flags and traps are its own."""
        made = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)
        made.flags, made.traps = _SignalDict(self.flags), _SignalDict(self.traps)
        return made

    __copy__ = copy
    __hash__ = None

    def clear_flags(self):
        """Resets all flags."""
        for signal in SIGNALS:
            self.flags[signal] = False

    def clear_traps(self):
        """Resets all traps."""
        for signal in SIGNALS:
            self.traps[signal] = False

    def Etiny(self):
        """The smallest exponent of a number with one digit."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The largest exponent of a number with all digits."""
        return self.Emax - self.prec + 1

    def radix(self):
        return Decimal(10)

    # --- for decimal ---

    def meet(self, condition, result=None):
        """A condition: raises its signal if that is trapped, else sets the flag and gives `result`."""
        signal = _SIGNAL_OF.get(condition, condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return result

    def meet_all(self, *signals):
        """Several at once: the first that is trapped is raised, and tells of the others."""
        for signal in signals:
            self.flags[signal] = True
        trapped = [signal for signal in signals if self.traps[signal]]
        if trapped:
            raise trapped[0](trapped)

    # --- making numbers ---

    def create_decimal(self, num="0", /):
        """A Decimal, rounded to this context."""
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self.meet(ConversionSyntax, Decimal("NaN"))
        made = Decimal(num, self)
        if made._special in ("n", "N") and len(str(made._coef)) > self.prec - self.clamp and made._coef:
            return self.meet(ConversionSyntax, Decimal("NaN"))
        return made._fix(self)

    def create_decimal_from_float(self, f, /):
        """A Decimal from a float, rounded to this context."""
        return Decimal.from_float(f)._fix(self)

    def power(self, a, b, modulo=None):
        """a ** b, or a ** b % modulo."""
        return _number(a).__pow__(_number(b), modulo, self)

    def divide_int(self, a, b, /):
        """a // b"""
        return _number(a).__floordiv__(_number(b), self)

    def to_sci_string(self, x, /):
        """x as text."""
        return _number(x)._text(False, self)

    def is_subnormal(self, x, /):
        return _number(x).is_subnormal(self)

    def is_normal(self, x, /):
        return _number(x).is_normal(self)


Decimal = None  # set by decimal.py
DefaultContext = None


def _number(value):
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _delegate(name, method, arguments, has_context=True):
    """A method of Context that works as one of Decimal, in this context."""
    def function(self, *given):
        if len(given) != arguments:
            word = "argument" if arguments == 1 else "arguments"
            raise TypeError(f"function takes exactly {arguments} {word} ({len(given)} given)")
        first, *others = map(_number, given)
        if has_context:
            return getattr(first, method)(*others, context=self)
        return getattr(first, method)(*others)
    function.__name__ = name
    function.__qualname__ = "Context." + name
    setattr(Context, name, function)


for _name, _method in (("add", "__add__"), ("subtract", "__sub__"), ("multiply", "__mul__"),
                       ("divide", "__truediv__"), ("remainder", "__mod__"), ("divmod", "__divmod__"),
                       ("compare", ""), ("compare_signal", ""), ("max", ""), ("min", ""), ("max_mag", ""),
                       ("min_mag", ""), ("next_toward", ""), ("quantize", ""), ("remainder_near", ""),
                       ("scaleb", "")):
    _delegate(_name, _method or _name, 2)
for _name, _method in (("plus", "__pos__"), ("minus", "__neg__"), ("abs", "__abs__"), ("sqrt", ""), ("exp", ""),
                       ("ln", ""), ("log10", ""), ("logb", ""), ("next_minus", ""), ("next_plus", ""),
                       ("normalize", ""), ("to_integral_value", ""), ("to_integral_exact", ""),
                       ("to_eng_string", ""), ("number_class", "")):
    _delegate(_name, _method or _name, 1)
for _name in ("is_nan", "is_qnan", "is_snan", "is_infinite", "is_finite", "is_zero", "is_signed", "copy_abs",
              "copy_negate", "canonical", "is_canonical"):
    _delegate(_name, _name, 1, False)
for _name in ("compare_total", "compare_total_mag", "copy_sign", "same_quantum"):
    _delegate(_name, _name, 2, False)
_delegate("fma", "fma", 3)
Context.to_integral = Context.to_integral_value


def _make_default():
    made = object.__new__(Context)
    for name, value in (("prec", 28), ("rounding", ROUND_HALF_EVEN), ("Emin", -999999), ("Emax", 999999),
                        ("capitals", 1), ("clamp", 0), ("flags", _signals([], None)),
                        ("traps", _signals([DivisionByZero, Overflow, InvalidOperation], None))):
        setattr(made, name, value)
    return made


DefaultContext = _make_default()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, flags=[],
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, flags=[], traps=[])

_current = contextvars.ContextVar("decimal_context")


def getcontext():
    """The context of this thread."""
    try:
        return _current.get()
    except LookupError:
        context = DefaultContext.copy()
        context.clear_flags()
        _current.set(context)
        return context


def setcontext(context, /):
    """Makes a context that of this thread."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    def __init__(self, context):
        self.context = context.copy()

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.context)
        return self.context

    def __exit__(self, *error):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    """For a with statement: a copy of a context, changed by keywords."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    manager = _ContextManager(ctx or getcontext())
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(manager.context, name, value)
    return manager


for _cls in list(globals().values()):
    if isinstance(_cls, type) and _cls.__module__ == __name__ and not _cls.__name__.startswith("_"):
        _cls.__module__ = "decimal"
del _cls, _name, _method
