"""How long small pieces of code take."""

import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def _indent(source, blanks):
    return source.replace("\n", "\n" + " " * blanks)


class Timer:
    """Times a statement, after a set-up."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = dict({} if globals is None else globals)
        for role, code in (("stmt", stmt), ("setup", setup)):
            if isinstance(code, str):
                compile(code, dummy_src_name, "exec")
            elif callable(code):
                names[f"_{role}"] = code
            else:
                raise ValueError(f"{role} is neither a string nor callable")
        setup_text = _indent(setup, 4) if isinstance(setup, str) else "_setup()"
        stmt_text = _indent(stmt, 8) if isinstance(stmt, str) else "_stmt()"
        self.src = (f"def inner(_it, _timer):\n    {setup_text}\n    _t0 = _timer()\n    for _i in _it:\n"
                    f"        {stmt_text}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n")
        exec(compile(self.src, dummy_src_name, "exec"), names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        """The seconds that `number` runs take."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of several timeit()."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) for enough runs to take 0.2 seconds."""
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10

    def print_exc(self, file=None):
        """Prints the exception being handled."""
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """The seconds that `number` runs of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    """The results of several timeit()."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
