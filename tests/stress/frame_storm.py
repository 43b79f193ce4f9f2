"""Tracebacks, frames and the arguments of exceptions looked at while other threads raise and change them."""
import sys
import traceback

from _storm import ROUNDS, storm_of

errors = [ValueError("start")] * 6


def deep(n, error):
    local = ["local", n]
    if n == 0:
        raise error
    deep(n - 1, error)


def raise_new(dice):
    try:
        deep(dice.roll(8), [KeyError, ValueError, OSError][dice.roll(3)](dice.roll(9), "text"))
    except Exception as error:
        errors[dice.roll(6)] = error


def raise_shared(dice):
    try:
        deep(dice.roll(4), errors[dice.roll(6)])
    except Exception as error:
        error.__traceback__
        errors[dice.roll(6)] = error


def chained(dice):
    try:
        try:
            raise errors[dice.roll(6)]
        except Exception:
            raise errors[dice.roll(6)]
    except Exception as error:
        error.__context__, error.__cause__


def set_fields(dice):
    error = errors[dice.roll(6)]
    error.args = ("new", dice.roll(9))
    error.__cause__ = errors[dice.roll(6)]
    error.__context__ = None
    error.__suppress_context__ = bool(dice.roll(2))
    error.__traceback__ = None
    error.extra = "extra"
    error.add_note("note")
    del error.__notes__[3:]
    error.__cause__ = None


def initialise(dice):
    error = errors[dice.roll(6)]
    error.__init__("again", dice.roll(9))
    error.errno, error.strerror


def show(dice):
    error = errors[dice.roll(6)]
    error.__cause__ = error.__context__ = None
    assert traceback.format_exception(error)
    str(error), repr(error), error.args


def walk(dice):
    entry = errors[dice.roll(6)].__traceback__
    steps = 0
    while entry is not None and steps < 20:
        frame = entry.tb_frame
        frame.f_code.co_name, frame.f_lineno, frame.f_back, entry.tb_lineno, frame.f_globals
        if dice.roll(5) == 0:
            frame.f_locals.get("local")
        entry, steps = entry.tb_next, steps + 1


def stacks(dice):
    assert traceback.extract_stack()[-1].name == "stacks"
    for frame in sys._current_frames().values():
        frame.f_code.co_name, frame.f_lineno
    sys._getframe().f_locals, sys._getframe(1).f_code


def group(dice):
    try:
        raise ExceptionGroup("group", [errors[dice.roll(6)], KeyError("own")])
    except* KeyError as caught:
        assert caught.exceptions
    except* Exception:
        pass


storm_of([raise_new, raise_new, raise_shared, chained, set_fields, initialise, show, walk, stacks, group],
         expected=(AttributeError, TypeError, ValueError, KeyError), rounds=ROUNDS // 3)
print("ok")  # expect: ok
