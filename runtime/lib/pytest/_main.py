"""From the command line to the exit status."""

import builtins
import os
import pathlib
import re
import sys
from enum import IntEnum

from pytest import _explain
from pytest._builtin import BUILTIN
from pytest._collect import Collector
from pytest._fixtures import Registry, Stack
from pytest._outcomes import Exit, UsageError
from pytest._run import Runner, now
from pytest._terminal import Terminal


class ExitCode(IntEnum):
    """How a run of pytest can end."""

    OK, TESTS_FAILED, INTERRUPTED, INTERNAL_ERROR, USAGE_ERROR, NO_TESTS_COLLECTED = range(6)


class Config:
    """The options."""

    def __init__(self, options):
        self.verbose = options.verbose - options.quiet
        self.capture = options.capture != "no"
        self.maxfail = 1 if options.exitfirst else options.maxfail
        self.keyword = options.keyword
        self.mark = options.mark
        self.tb = options.tb
        self.collect_only = options.collect_only
        self.shown = options.report.replace("A", "sxXP").replace("a", "sxX")
        self.asyncio_mode = options.asyncio_mode
        self.warnings = [_warning_filter(each) for each in options.warnings]
        self.option = options
        self.rootpath = self.invocation_dir = pathlib.Path.cwd()

    def getoption(self, name, default=None):
        """An option."""
        return getattr(self.option, name.lstrip("-").replace("-", "_"), default)


def _parser():
    import argparse

    class Parser(argparse.ArgumentParser):
        """Says what is wrong as pytest does."""

        def error(self, message):
            raise UsageError(f"{self.format_usage()}{self.prog}: error: {message}\n")

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
    parser.add_argument("-r", dest="report", default="", metavar="chars", help="which tests to list at the end")
    parser.add_argument("--tb", choices=["auto", "long", "short", "line", "native", "no"], default="auto",
                        help="how much of a traceback to show")
    parser.add_argument("--collect-only", "--co", action="store_true", help="only list the tests")
    parser.add_argument("--asyncio-mode", choices=["auto", "strict"], default="strict",
                        help="whether all coroutines are tests without a mark")
    parser.add_argument("-p", action="append", help="(there are no plugins)")
    parser.add_argument("-W", dest="warnings", action="append", default=[], metavar="ACTION[::CATEGORY]",
                        help="what to do with warnings, such as error, ignore, error::RuntimeWarning")
    parser.add_argument("--no-header", action="store_true")
    parser.add_argument("--version", "-V", action="store_true")
    return parser


def _warning_filter(text):
    """(action, message, category) of an option -W."""
    action, message, category, *_ = [*text.split(":"), "", ""]
    found = getattr(builtins, category or "Warning", None)
    if action not in ("default", "always", "ignore", "module", "once", "error") or not isinstance(found, type):
        raise UsageError(f"while parsing the following warning configuration:\n\n  {text}\n")
    return action, re.escape(message), found


def main(args=None, plugins=None):
    """Run tests; the exit status."""
    args = sys.argv[1:] if args is None else [os.fspath(each) for each in args]
    try:
        options = _parser().parse_args(args)
        if options.version:
            print("pytest 8.3.4 (gilt)")
            return ExitCode.OK
        return _Session(Config(options)).run(options.file_or_dir)
    except UsageError as error:
        text = str(error)
        sys.stderr.write(text if text.startswith("usage:") else f"ERROR: {text}\n")
        return ExitCode.USAGE_ERROR


class _Session:
    """A run of pytest."""

    def __init__(self, config):
        self.config = config
        self.terminal = Terminal(config)
        self.reports = []
        self.warnings = []  # (nodeid, text)
        self.stopped = None

    def run(self, arguments):
        start = now()
        _explain.verbosity[0] = max(self.config.verbose, 0)
        terminal = self.terminal
        terminal.head()
        collector = Collector(self.config, Registry(BUILTIN))
        try:
            items = collector.collect(arguments)
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
            for item in chosen:
                terminal.line(item.nodeid)
            terminal.line()
        else:
            status = self._run_all(chosen)
        self._show_failures()
        terminal.warnings(self.warnings)
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
