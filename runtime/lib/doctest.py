"""Runs the examples in docstrings and checks what they print."""

import inspect
import io
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple as _namedtuple

__all__ = ["testmod", "testfile", "run_docstring_examples", "DocTest", "Example", "DocTestFinder", "DocTestParser",
           "DocTestRunner", "DocTestSuite", "DocFileSuite", "OutputChecker", "register_optionflag", "ELLIPSIS", "NORMALIZE_WHITESPACE",
           "IGNORE_EXCEPTION_DETAIL", "SKIP", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "FAIL_FAST",
           "REPORT_ONLY_FIRST_FAILURE", "TestResults"]

TestResults = _namedtuple("TestResults", "failed attempted")
BLANKLINE_MARKER = "<BLANKLINE>"
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The number of an option; a new one for a new name."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")

_EXAMPLE = re.compile(r"""
    (?P<source>(?:^(?P<indent>[ ]*)>>>.*)(?:\n[ ]*\.\.\..*)*)\n?
    (?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)""", re.MULTILINE | re.VERBOSE)
_EXCEPTION = re.compile(r"^Traceback\ \((?:most\ recent\ call\ last|innermost\ last)\):\s*$(?P<stack>.*?)^(?P<msg>\w+.*)",
                        re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)


class Example:
    """One example: what to run and what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        self.exc_msg = exc_msg + "\n" if exc_msg is not None and not exc_msg.endswith("\n") else exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}


class DocTest:
    """The examples of one docstring."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        return f"<DocTest {self.name} from {self.filename}:{self.lineno} ({len(self.examples)} examples)>"


class DocTestParser:
    """Finds examples in text."""

    def get_examples(self, string, name="<string>"):
        string = string.expandtabs()
        examples = []
        for match in _EXAMPLE.finditer(string):
            indent = len(match["indent"])
            lines = [line[indent + 4:] for line in match["source"].split("\n")]
            source = "\n".join(lines)
            want = "\n".join(line[indent:] for line in match["want"].rstrip().split("\n"))
            if not source.strip() or source.lstrip().startswith("#") and "\n" not in source and not _OPTION.search(source):
                continue
            failure = _EXCEPTION.match(want)
            options = {}
            for option in _OPTION.finditer(source):
                for word in option[1].replace(",", " ").split():
                    if word[1:] not in OPTIONFLAGS_BY_NAME:
                        raise ValueError(f"line of the doctest for {name} has an invalid option: {word!r}")
                    options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == "+"
            examples.append(Example(source, want, failure["msg"] if failure else None,
                                    string.count("\n", 0, match.start()), indent, options))
        return examples

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)


class DocTestFinder:
    """Finds docstrings in modules, classes and functions."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._recurse, self._exclude_empty = parser, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        name = name or obj.__name__
        module = module or (obj if inspect.ismodule(obj) else sys.modules.get(getattr(obj, "__module__", None)))
        globs = dict(module.__dict__ if globs is None and module is not None else globs or {})
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, globs, set())
        tests.sort(key=lambda test: test.name)
        return tests

    def _find(self, tests, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        doc = obj if isinstance(obj, str) else getattr(obj, "__doc__", None)
        if doc or not self._exclude_empty:
            doc = doc if isinstance(doc, str) else ""
            test = self._parser.get_doctest(doc, globs, name, getattr(module, "__file__", None),
                                            _line_of(obj, getattr(module, "__file__", None)))
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__ == obj.__name__:
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                self._find(tests, value, f"{name}.__test__.{key}", module, globs, seen)
        elif inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if inspect.isfunction(value) or inspect.isclass(value) or isinstance(value, property):
                    self._find(tests, value, f"{name}.{key}", module, globs, seen)


def _line_of(obj, file_name):
    """The line, from 0, on which the docstring of `obj` starts; None if it cannot be told."""
    if isinstance(obj, property):
        obj = obj.fget
    if inspect.ismodule(obj) and getattr(obj, "__doc__", None) is not None:
        return 0
    lines = linecache.getlines(file_name) if file_name else []
    if inspect.isclass(obj):
        heading = re.compile(rf"^\s*class\s*{re.escape(obj.__name__)}\b")
        at = next((number for number, line in enumerate(lines) if heading.match(line)), None)
    else:
        code = getattr(obj, "__code__", None)
        at = code.co_firstlineno - 1 if code is not None else None
    if at is None:
        return None
    opening = re.compile(r"(^|.*:)\s*\w*(\"|')")
    return next((number for number in range(at, len(lines)) if opening.match(lines[number])), None)


class OutputChecker:
    """Compares what was printed with what was wanted."""

    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches(want, got)

    def output_difference(self, example, got, optionflags):
        want = "".join("    " + line for line in example.want.splitlines(True))
        shown = "".join("    " + line for line in got.splitlines(True))
        if want and shown:
            return f"Expected:\n{want}Got:\n{shown}"
        if want:
            return f"Expected:\n{want}Got nothing\n"
        return f"Expected nothing\nGot:\n{shown}" if shown else "Expected nothing\nGot nothing\n"


def _matches(want, got):
    """Whether a text fits another in which ... stands for anything."""
    parts = want.split("...")
    if len(parts) == 1:
        return want == got
    start, end = 0, len(got)
    if not got.startswith(parts[0]) or not got.endswith(parts[-1]):
        return False
    start, end = len(parts[0]), end - len(parts[-1])
    if start > end:
        return False
    for part in parts[1:-1]:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


class DocTestRunner:
    """Runs the examples of a DocTest."""

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.failures = self.tries = 0
        self._results = {}

    def report_start(self, out, test, example):
        if self._verbose:
            want = f"Expecting:\n{_indent(example.want)}" if example.want else "Expecting nothing\n"
            out(f"Trying:\n{_indent(example.source)}{want}")

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._head(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        text = "".join(traceback.format_exception(exc_info[1]))
        out(self._head(test, example) + "Exception raised:\n" + _indent(text))

    def _head(self, test, example):
        line = "?" if test.lineno is None else test.lineno + example.lineno + 1
        where = f'File "{test.filename}", line {line}, in {test.name}'
        return f"{'*' * 70}\n{where}\nFailed example:\n{_indent(example.source)}"

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        failures = tries = 0
        save_stdout = sys.stdout
        out = out or save_stdout.write
        save_hook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            for number, example in enumerate(test.examples):
                flags = self.optionflags
                for flag, is_on in example.options.items():
                    flags = flags | flag if is_on else flags & ~flag
                if flags & SKIP:
                    continue
                tries += 1
                self.report_start(out, test, example)
                fake = sys.stdout = io.StringIO()
                error = None
                try:
                    exec(compile(example.source, f"<doctest {test.name}[{number}]>", "single"), test.globs)
                except KeyboardInterrupt:
                    raise
                except BaseException:
                    error = sys.exc_info()
                finally:
                    sys.stdout = save_stdout
                got = fake.getvalue()
                if got and not got.endswith("\n"):
                    got += "\n"
                if error is None:
                    if self._checker.check_output(example.want, got, flags):
                        self.report_success(out, test, example, got)
                        continue
                    failures += 1
                    self.report_failure(out, test, example, got)
                else:
                    message = "".join(traceback.format_exception_only(error[1]))
                    if isinstance(error[1], SyntaxError):
                        message = message[message.rfind(type(error[1]).__name__ + ":"):]
                    if example.exc_msg is not None and (
                            self._checker.check_output(example.exc_msg, message, flags) or
                            flags & IGNORE_EXCEPTION_DETAIL and _class(example.exc_msg) == _class(message)):
                        self.report_success(out, test, example, got)
                        continue
                    failures += 1
                    if example.exc_msg is None:
                        self.report_unexpected_exception(out, test, example, error)
                    else:
                        self.report_failure(out, test, example, got + "".join(traceback.format_exception(error[1])))
                if flags & FAIL_FAST:
                    break
        finally:
            sys.stdout = save_stdout
            sys.displayhook = save_hook
            if clear_globs:
                test.globs.clear()
        old_failures, old_tries = self._results.get(test.name, (0, 0))
        self._results[test.name] = old_failures + failures, old_tries + tries
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)

    def summarize(self, verbose=None):
        """Prints what failed, and if `verbose` what passed; the totals."""
        verbose = self._verbose if verbose is None else verbose
        empty = sorted(name for name, (_, tries) in self._results.items() if not tries)
        passed = sorted((name, tries) for name, (bad, tries) in self._results.items() if tries and not bad)
        failed = sorted((name, bad, tries) for name, (bad, tries) in self._results.items() if bad)
        if verbose and empty:
            print(f"{_count(len(empty), 'item')} had no tests:")
            for name in empty:
                print(f"    {name}")
        if verbose and passed:
            print(f"{_count(len(passed), 'item')} passed all tests:")
            for name, tries in passed:
                print(f" {tries:3} test{'s' if tries != 1 else ''} in {name}")
        if failed:
            print("*" * 70)
            print(f"{_count(len(failed), 'item')} had failures:")
            for name, bad, tries in failed:
                print(f" {bad:3} of {tries:3} in {name}")
        if verbose:
            print(f"{_count(self.tries, 'test')} in {_count(len(self._results), 'item')}.")
            print(f"{self.tries - self.failures} passed" + (f" and {self.failures} failed." if self.failures else "."))
            if not self.failures:
                print("Test passed.")
        if self.failures:
            print(f"***Test Failed*** {_count(self.failures, 'failure')}.")
        return TestResults(self.failures, self.tries)


def _indent(text):
    return "".join("    " + line for line in text.splitlines(True))


def _count(number, noun):
    return f"{number} {noun}{'s' if number != 1 else ''}"


def _class(message):
    return message.split(":", 1)[0].strip().rpartition(".")[2]


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs all examples of a module, __main__ if none is given."""
    m = sys.modules["__main__"] if m is None else m
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def _load_file(path, module_relative, package, encoding, depth):
    """(text, path) of a file, whose path begins where a module's file is: the caller's if none is given."""
    if package is not None and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    if module_relative:
        if os.path.isabs(path):
            raise ValueError("Module-relative files may not have absolute paths")
        if package is None:
            package = sys.modules[sys._getframe(depth + 1).f_globals["__name__"]]
        elif isinstance(package, str):
            package = __import__(package, fromlist=["*"])
        here = getattr(package, "__file__", None) or sys.argv[0]
        path = os.path.join(os.path.dirname(here), *path.split("/"))
    with open(path, encoding=encoding) as file:
        return file.read(), path


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Runs all examples in a text file."""
    text, filename = _load_file(filename, module_relative, package, encoding, 1)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, {"__name__": "__main__", **(globs or {}), **(extraglobs or {})},
                                  name or os.path.basename(filename), filename, 0))
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Runs the examples of one object."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(recurse=False).find(f, name, globs=globs):
        runner.run(test)


class DocTestCase(unittest.TestCase):
    """The examples of one docstring as a test."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._test, self._flags, self._set_up, self._tear_down = test, optionflags, setUp, tearDown

    def setUp(self):
        if self._set_up is not None:
            self._set_up(self._test)

    def tearDown(self):
        if self._tear_down is not None:
            self._tear_down(self._test)

    def runTest(self):
        out = io.StringIO()
        failed, _ = DocTestRunner(verbose=False, optionflags=self._flags).run(
            self._test, out=out.write, clear_globs=False)
        if failed:
            raise self.failureException(f"Failed doctest test for {self._test.name}\n{out.getvalue()}")

    def id(self):
        return self._test.name

    def __str__(self):
        return f"{self._test.name} (doctest)"

    __repr__ = __str__

    def shortDescription(self):
        return "Doctest: " + self._test.name


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a suite."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    module = __import__(module, fromlist=["*"]) if isinstance(
        module, str) else module
    tests = (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs)
    return unittest.TestSuite(DocTestCase(test, **options) for test in tests)


def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None,
                 **options):
    """The examples of text files as a suite."""
    suite = unittest.TestSuite()
    for path in paths:
        text, path = _load_file(path, module_relative, package, encoding, 1)
        names = {"__file__": path, **(globs or {})}
        suite.addTest(DocTestCase(parser.get_doctest(text, names, os.path.basename(path), path, 0), **options))
    return suite
