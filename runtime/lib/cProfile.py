"""What took how long: profiles of programs, as in `gilt -m cProfile SCRIPT`.

A profile is of one thread, the one that enables it.
"""

import _lsprof
import os
import sys
import types

__all__ = ["run", "runctx", "Profile"]


class Profile(_lsprof.Profiler):
    """Profile(timer=None, timeunit=None, subcalls=True, builtins=True)

    A profiler; with `timer`, a function that returns seconds, or whole ticks of `timeunit` seconds.
    """

    def print_stats(self, sort=-1):
        """Prints a report."""
        import pstats
        keys = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*keys).print_stats()

    def dump_stats(self, file):
        """Writes a file that pstats.Stats reads."""
        import marshal
        with open(file, "wb") as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        """Ends the profiling, and makes the attribute `stats`."""
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Makes `stats`: (calls, of them not recursive, own time, time, callers) by (file, line, name)."""
        entries = self.getstats()
        callers = {label(entry.code): {} for entry in entries}
        for entry in entries:
            caller = label(entry.code)
            for part in entry.calls or ():
                primitive, *figures = _figures(part)
                _add(callers[label(part.code)], caller, (figures[0], primitive, *figures[1:]))
        called = {}
        for entry in entries:
            _add(called, label(entry.code), _figures(entry))
        self.stats = {function: figures + (callers[function],) for function, figures in called.items()}

    def run(self, cmd):
        """Profiles exec(cmd) in __main__."""
        import __main__
        dict = __main__.__dict__
        return self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals, locals):
        """Profiles exec(cmd, globals, locals)."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Profiles the call func(*args, **kw), whose result it returns."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def _figures(entry):
    return entry.callcount - entry.reccallcount, entry.callcount, entry.inlinetime, entry.totaltime


def _add(table, function, figures):
    """Functions of the same name in the same line, such as lambdas, share a row."""
    table[function] = tuple(map(sum, zip(table.get(function, (0, 0, 0, 0)), figures)))


def label(code):
    """The (file, line, name) of a code object, or of what a native function is called."""
    if isinstance(code, str):
        return "~", 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def _profiled(start, filename, sort):
    """What run() and runctx() do: profile, then report, however it ends."""
    profile = Profile()
    try:
        start(profile)
    except SystemExit:
        pass
    finally:
        if filename is not None:
            profile.dump_stats(filename)
        else:
            profile.print_stats(sort)


def run(statement, filename=None, sort=-1):
    """Run statement under profiler optionally saving results in filename"""
    _profiled(lambda profile: profile.run(statement), filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statement under profiler, supplying your own globals and locals, optionally saving results in filename."""
    _profiled(lambda profile: profile.runctx(statement, globals, locals), filename, sort)


def _arguments(parser_class):
    import pstats
    parser = parser_class(usage="cProfile.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...")
    parser.allow_interspersed_args = False
    parser.add_option("-o", "--outfile", dest="outfile", help="Save stats to <outfile>", default=None)
    parser.add_option("-s", "--sort", dest="sort", default=2, type="choice",
                      choices=sorted(pstats.Stats.sort_arg_dict_default),
                      help="Sort order when printing to stdout, based on pstats.Stats class")
    parser.add_option("-m", dest="module", action="store_true", default=False, help="Profile a library module")
    return parser


def main():
    """The command line."""
    import runpy
    from optparse import OptionParser
    parser = _arguments(OptionParser)
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, arguments = parser.parse_args()
    if not arguments:
        parser.print_usage()
        return
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    sys.argv[:] = arguments
    if options.module:
        code = "run_module(modname, run_name='__main__')"
        names = {"run_module": runpy.run_module, "modname": arguments[0]}
    else:
        path = arguments[0]
        sys.path.insert(0, os.path.dirname(path))
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec")
        module = types.ModuleType("__main__")
        module.__file__ = path
        module.__builtins__ = __builtins__
        sys.modules["__main__"] = module
        names = module.__dict__
    try:
        runctx(code, names, None, options.outfile, options.sort)
    except BrokenPipeError as error:
        sys.stdout = None
        sys.exit(error.errno)


if __name__ == "__main__":
    main()
