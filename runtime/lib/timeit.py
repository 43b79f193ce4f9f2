"""How long small pieces of code take.

From the command line: python -m timeit [-n N] [-r N] [-s S] [-p] [-u U] [-v] [-h] [--] [statement ...]

  -n N, --number=N   how often to run the statement (default: long enough for 0.2 seconds)
  -r N, --repeat=N   how often to measure that (default 5)
  -s S, --setup=S    a statement to run before (default 'pass'); may be given several times
  -p, --process      measure the process's time instead of the clock's
  -u U, --unit=U     nsec, usec, msec or sec
  -v, --verbose      show what is measured; more of them: more digits
  -h, --help         show this

Several statements are the lines of one.
"""

import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def reindent(source, blanks):
    """The source with all lines but the first moved to the right."""
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
        setup_text = reindent(setup, 4) if isinstance(setup, str) else "_setup()"
        stmt_text = reindent(stmt, 8) if isinstance(stmt, str) else "_stmt()"
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


# --- the command line ------------------------------------------------------------------------

_OPTIONS = {"n": "number", "r": "repeat", "s": "setup", "u": "unit", "p": "process", "v": "verbose", "h": "help"}
_WITH_VALUE = "nrsu"
_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


class _UsageError(Exception):
    pass


def _read_options(args):
    """The options as pairs (letter, value), and the statements."""
    found = []
    args = list(args)
    while args and args[0].startswith("-") and args[0] != "-":
        arg = args.pop(0)
        if arg == "--":
            break
        if arg.startswith("--"):
            name, has_value, value = arg[2:].partition("=")
            letters = [letter for letter, long in _OPTIONS.items() if name and long.startswith(name)]
            if not letters:
                raise _UsageError(f"option --{name} not recognized")
            letter, shown = letters[0], f"--{_OPTIONS[letters[0]]}"
            if has_value and letter not in _WITH_VALUE:
                raise _UsageError(f"option {shown} must not have an argument")
            value = value if has_value else None
        else:
            letter, value, shown = arg[1], arg[2:] or None, arg[:2]
            if letter not in _OPTIONS:
                raise _UsageError(f"option {shown} not recognized")
            if value and letter not in _WITH_VALUE:
                args.insert(0, "-" + value)
        if letter in _WITH_VALUE and value is None:
            if not args:
                raise _UsageError(f"option {shown} requires argument")
            value = args.pop(0)
        found.append((letter, value))
    return found, args


def main(args=None, *, _wrap_timer=None):
    """The command line; returns the exit status, or None if all went well."""
    try:
        options, lines = _read_options(sys.argv[1:] if args is None else args)
    except _UsageError as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    given = dict(options)
    if "h" in given:
        print(__doc__)
        return 0
    unit = given.get("u")
    if unit is not None and unit not in _UNITS:
        print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
        return 2
    verbosity = [letter for letter, _ in options].count("v")
    timer = time.process_time if "p" in given else default_timer
    setup = "\n".join([value for letter, value in options if letter == "s"]) or "pass"
    measured = Timer("\n".join(lines) or "pass", setup, _wrap_timer(timer) if _wrap_timer else timer)
    return _report(measured, int(given.get("n", 0)), max(1, int(given.get("r", default_repeat))), unit, verbosity)


def _report(measured, number, repeat, unit, verbosity):
    precision = 3 + max(0, verbosity - 1)

    def shown(seconds):
        chosen = unit or next((name for name in reversed(_UNITS) if seconds >= _UNITS[name]), "nsec")
        return f"{seconds / _UNITS[chosen]:.{precision}g} {chosen}"

    def tell(number, seconds):
        print(f"{number} loop{'s' * (number != 1)} -> {seconds:.{precision}g} secs")

    try:
        if not number:
            number, _ = measured.autorange(tell if verbosity else None)
            if verbosity:
                print()
        times = measured.repeat(repeat, number)
    except Exception:
        measured.print_exc()
        return 1
    if verbosity:
        print(f"raw times: {', '.join(map(shown, times))}\n")
    best, worst = min(times) / number, max(times) / number
    print(f"{number} loop{'s' * (number != 1)}, best of {repeat}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(f"The test results are likely unreliable. The worst time ({shown(worst)}) was more "
                               f"than four times slower than the best time ({shown(best)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
