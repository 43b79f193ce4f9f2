"""From the command line to the exit status."""

import os
import re
import sys
from enum import IntEnum

from pytest import _explain
from pytest._builtin import BUILTIN
from pytest._collect import Collector
from pytest._fixtures import Registry, Stack
from pytest._hooks import Hooks, Parser
from pytest._marks import mark as marks
from pytest._outcomes import Exit, UsageError
from pytest._run import Runner, now
from pytest._settings import Settings
from pytest._terminal import Terminal
from pytest._watch import warning_filter, watch_collection

# The letters of -r, and what they stand for.
_SHOWN = {"f": "failed", "E": "error", "s": "skipped", "x": "xfailed", "X": "xpassed", "p": "passed"}
_MARKS = ("parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings", "asyncio", "anyio", "tryfirst",
          "trylast")


class ExitCode(IntEnum):
    """How a run of pytest can end."""

    OK, TESTS_FAILED, INTERRUPTED, INTERNAL_ERROR, USAGE_ERROR, NO_TESTS_COLLECTED = range(6)


class Config:
    """The options and settings."""

    def __init__(self, settings, hooks):
        self.settings = settings
        self.hooks = hooks
        self.option = None  # of the command line, when it was read
        self.rootpath = settings.root
        self.inipath = settings.path
        self.invocation_dir = settings.invocation_dir
        self.testpaths = []  # of the settings, if nothing else was asked for
        self.warnings = [warning_filter(each) for each in settings.values["filterwarnings"]]

    rootdir = property(lambda self: self.rootpath, doc="What the names of tests start from.")

    def take(self, options):
        """Take what the command line says."""
        self.verbose = options.verbose - options.quiet
        self.capture = options.capture != "no"
        self.maxfail = 1 if options.exitfirst else options.maxfail
        self.keyword = options.keyword
        self.mark = options.mark
        self.tb = options.tb
        self.collect_only = options.collect_only
        letters = _report_letters(options.report)
        self.shown = [_SHOWN[each] for each in letters if each in _SHOWN]
        self.shows_output = "P" in letters and self.tb != "no"
        self.durations, self.durations_min = options.durations, options.durations_min
        self.asyncio_mode = options.asyncio_mode or self.settings.values["asyncio_mode"] or "strict"
        self.warnings += [warning_filter(each) for each in options.warnings]
        self.option = options
        if not options.file_or_dir and self.invocation_dir == self.rootpath:
            self.testpaths = self.settings.values["testpaths"]

    def getoption(self, name, default=None):
        """An option."""
        return getattr(self.option, name.lstrip("-").replace("-", "_"), default)

    def getini(self, name):
        """A setting."""
        if name not in self.settings.values:
            raise ValueError(f"unknown configuration value: {name!r}")
        return self.settings.values[name]

    def addinivalue_line(self, name, line):
        """Add a line to a setting, such as a mark that tests use."""
        self.settings.values[name].append(line)

    def mark_names(self):
        """The marks that are known."""
        return {*_MARKS, *(re.split(r"[:(]", line)[0].strip() for line in self.settings.values["markers"])}

    def shown_path(self, path):
        """A path as people see it."""
        relative = os.path.relpath(path, self.invocation_dir)
        return path if path.startswith("<") else relative


def _report_letters(given):
    """The letters of -r, in the order of the summary."""
    letters = ""
    for each in given:
        if each in "aAN":
            letters = {"a": "sxXEf", "A": "PpsxXEf", "N": ""}[each]
        elif each not in letters:
            letters += each
    return letters


def _parser(settings):
    import argparse

    class Parser(argparse.ArgumentParser):
        """Says what is wrong as pytest does."""

        def error(self, message):
            raise UsageError(f"{self.format_usage()}{self.prog}: error: {message}\n  inifile: {settings.path}\n"
                             f"  rootdir: {settings.root}\n")

    parser = Parser(prog="pytest", usage="pytest [options] [file_or_dir] [file_or_dir] [...]", allow_abbrev=False)
    parser.add_argument("file_or_dir", nargs="*")
    parser.add_argument("-k", dest="keyword", default="", metavar="EXPRESSION",
                        help="only tests whose names fit, such as 'add and not slow'")
    parser.add_argument("-m", dest="mark", default="", metavar="MARKEXPR", help="only tests with such marks")
    parser.add_argument("-x", "--exitfirst", action="store_true", help="stop after the first failure")
    parser.add_argument("--maxfail", type=int, default=0, metavar="num", help="stop after so many failures")
    parser.add_argument("-s", dest="capture", action="store_const", const="no", help="do not take what is printed")
    parser.add_argument("--capture", choices=["fd", "sys", "no"], default="sys")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="tell more")
    parser.add_argument("-q", "--quiet", action="count", default=0, help="tell less")
    parser.add_argument("-r", dest="report", default="fE", metavar="chars", help="which tests to list at the end")
    parser.add_argument("--tb", choices=["auto", "long", "short", "line", "native", "no"], default="auto",
                        help="how much of a traceback to show")
    parser.add_argument("--collect-only", "--co", action="store_true", help="only list the tests")
    parser.add_argument("--asyncio-mode", choices=["auto", "strict"],
                        help="whether all coroutines are tests without a mark")
    parser.add_argument("-p", action="append", help="(there are no plugins)")
    parser.add_argument("-W", dest="warnings", action="append", default=[], metavar="ACTION[::CATEGORY]",
                        help="what to do with warnings, such as error, ignore, error::RuntimeWarning")
    parser.add_argument("--durations", type=int, metavar="N", help="show the N slowest parts of tests (0: all)")
    parser.add_argument("--durations-min", type=float, default=0.005, metavar="N", help="those of so many seconds")
    parser.add_argument("--strict-markers", "--strict", action="store_true", help="unknown marks are errors")
    parser.add_argument("--no-header", action="store_true")
    parser.add_argument("--version", "-V", action="store_true")
    return parser


def _parse(parser, args):
    """The options; files may stand between them."""
    options, more = parser.parse_known_args(args)
    if unknown := [each for each in more if each.startswith("-")]:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    options.file_or_dir += more
    return options


def main(args=None, plugins=None):
    """Run tests; the exit status."""
    args = sys.argv[1:] if args is None else [os.fspath(each) for each in args]
    try:
        settings = Settings(args)
        sys.path[:0] = [str(settings.root / each) for each in settings.values["pythonpath"]]
        config = Config(settings, Hooks())
        collector = Collector(config, Registry(BUILTIN))
        parser = _parser(settings)
        known, _ = parser.parse_known_args([*settings.options, *args])
        if known.version:
            print("pytest 8.3.4 (gilt)")
            return ExitCode.OK
        marks._config = config
        collector.load_conftests(known.file_or_dir)
        config.hooks.call("pytest_addoption", parser=Parser(parser, settings))
        config.take(_parse(parser, [*settings.options, *args]))
        config.hooks.call("pytest_configure", config=config)
        status = _Session(config, collector).run()
        config.hooks.call("pytest_unconfigure", config=config)
        return status
    except UsageError as error:
        sys.stderr.write(f"ERROR: {error}\n\n")
        return ExitCode.USAGE_ERROR
    finally:
        marks._config = None


class _Session:
    """A run of pytest."""

    def __init__(self, config, collector):
        self.config = config
        self.collector = collector
        self.items = []
        self.terminal = Terminal(config)
        self.reports = []
        self.warnings = []  # (nodeid, text)
        self.stopped = None

    def run(self):
        """Collect tests, run them, tell what came of them: the exit status."""
        self.config.hooks.call("pytest_sessionstart", session=self)
        status = self._run(self.config.option.file_or_dir or self.config.testpaths)
        self.config.hooks.call("pytest_sessionfinish", session=self, exitstatus=status)
        return status

    def _run(self, arguments):
        start = now()
        _explain.verbosity[0] = max(self.config.verbose, 0)
        terminal = self.terminal
        terminal.head()
        collector = self.collector
        try:
            with watch_collection(self.config, self.warnings):
                items = self.items = collector.collect(arguments)
                self.config.hooks.call("pytest_collection_modifyitems", session=self, config=self.config, items=items)
        except UsageError:
            terminal.collected(0, 0, 0, 0)
            terminal.counts([], [], 0, 0, 0, now() - start)
            raise
        chosen = [item for item in items if _fits(self.config.keyword, item, _keyword_value)
                  and _fits(self.config.mark, item, _mark_value)]
        n_deselected = len(items) - len(chosen)
        terminal.collected(len(items), n_deselected, len(collector.errors), len(collector.skipped))
        status = None
        if collector.errors:
            terminal.collection_errors(collector.errors)
            status = ExitCode.INTERRUPTED
        elif self.config.collect_only:
            terminal.collection(chosen)
        else:
            status = self._run_all(chosen)
        self._show_failures()
        terminal.warnings(self.warnings)
        if self.config.shows_output:
            terminal.passes([each for each in self.reports if each.outcome == "passed"])
        if self.config.durations is not None and self.reports:
            terminal.durations(self.reports, self.config.durations)
        terminal.summary(self.reports, collector.errors)
        if collector.errors:
            n = len(collector.errors)
            terminal.separator("!", f"Interrupted: {n} error{'s' if n > 1 else ''} during collection")
        elif self.stopped:
            terminal.separator("!", self.stopped)
        terminal.counts(self.reports, collector.errors, n_deselected, len(collector.skipped), len(self.warnings),
                        now() - start)
        if status is not None:
            return status
        if any(each.outcome in ("failed", "error") for each in self.reports):
            return ExitCode.TESTS_FAILED
        return ExitCode.OK if chosen else ExitCode.NO_TESTS_COLLECTED

    def _run_all(self, items):
        runner = Runner(self.config, Stack(), self.warnings)
        n_failed = 0
        try:
            for item, following in zip(items, [*items[1:], None]):
                self.terminal.started(item)
                reports = list(runner.run(item, following))
                self.reports += reports
                self.terminal.finished(item, reports)
                n_failed += any(each.outcome in ("failed", "error") for each in reports)
                if self.config.maxfail and n_failed >= self.config.maxfail:
                    self.stopped = f"stopping after {n_failed} failures"
                    break
        except KeyboardInterrupt:
            self.stopped = "KeyboardInterrupt"
            return ExitCode.INTERRUPTED
        except Exit as error:
            self.stopped = f"_pytest.outcomes.Exit: {error.msg}"
            return ExitCode.INTERRUPTED if error.returncode is None else error.returncode
        finally:
            self.terminal.break_line()
            for error in runner.stack.enter(dict.fromkeys(("session", "package", "module", "class", "function"), "end")):
                self.terminal.line(f"error at the end: {error!r}")
        return None

    def _show_failures(self):
        shown = [each for each in self.reports if each.outcome in ("failed", "error")]
        if self.reports and self.config.verbose >= 0:
            self.terminal.line()
        self.terminal.failures("ERRORS", [each for each in shown if each.outcome == "error"])
        self.terminal.failures("FAILURES", [each for each in shown if each.outcome == "failed"])


def _fits(expression, item, value):
    """Whether an expression of words, and, or, not and parentheses holds for a test."""
    if not expression.strip():
        return True
    words = re.findall(r"\(|\)|[^\s()]+", expression)
    code = " ".join(word if word in ("and", "or", "not", "(", ")") else f"value({word!r})" for word in words)
    try:
        return bool(eval(code, {"value": lambda word: value(item, word)}))
    except SyntaxError:
        raise UsageError(f"Wrong expression passed to '-k': {expression}: at column 1: unexpected end of input"
                         ) from None


def _keyword_value(item, word):
    return any(word.lower() in each.lower() for each in item.keywords)


def _mark_value(item, word):
    return any(mark.name == word for mark in item.marks)
