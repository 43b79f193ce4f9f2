"""The command line: unittest.main(), gilt -m unittest."""

import argparse
import os
import sys

from . import loader, runner
from .signals import installHandler

__unittest = True
_MAIN_EXAMPLES = """\
Examples:
  %(prog)s test_module               - run tests from test_module
  %(prog)s module.TestClass          - run tests from module.TestClass
  %(prog)s module.Class.test_method  - run specified test method
  %(prog)s path/to/test_file.py      - run tests from test_file.py
"""
_MODULE_EXAMPLES = """\
Examples:
  %(prog)s                           - run default set of tests
  %(prog)s MyTestSuite               - run suite 'MyTestSuite'
  %(prog)s MyTestCase.testSomething  - run MyTestCase.testSomething
  %(prog)s MyTestCase                - run all 'test*' test methods
                                       in MyTestCase
"""


def _as_pattern(text):
    return text if "*" in text else f"*{text}*"


def _as_name(name):
    """The module of a file that is given in place of one."""
    if not (os.path.isfile(name) and name.lower().endswith(".py")):
        return name
    if os.path.isabs(name):
        relative = os.path.relpath(name, os.getcwd())
        if os.path.isabs(relative) or relative.startswith(os.pardir):
            return name
        name = relative
    return os.path.normpath(name)[:-3].replace("/", ".")


class TestProgram:
    """Loads tests, runs them, and ends the program with a status."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = durations = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.exit = exit
        self.verbosity = verbosity
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        # Unless the command line says something else, each place gives its warning once.
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        arguments = list(sys.argv if argv is None else argv)
        self.progName = os.path.basename(arguments[0])
        self.parseArgs(arguments)
        self.runTests()

    # --- the command line ---

    def _options(self):
        parser = argparse.ArgumentParser(add_help=False)
        parser.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=2, help="Verbose output")
        parser.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=0, help="Quiet output")
        parser.add_argument("--locals", dest="tb_locals", action="store_true",
                            help="Show local variables in tracebacks")
        parser.add_argument("--durations", dest="durations", type=int, default=None, metavar="N",
                            help="Show the N slowest test cases (N=0 for all)")
        if self.failfast is None:
            parser.add_argument("-f", "--failfast", dest="failfast", action="store_true",
                                help="Stop on first fail or error")
        if self.catchbreak is None:
            parser.add_argument("-c", "--catch", dest="catchbreak", action="store_true",
                                help="Catch Ctrl-C and display results so far")
        if self.buffer is None:
            parser.add_argument("-b", "--buffer", dest="buffer", action="store_true",
                                help="Buffer stdout and stderr during tests")
        if self.testNamePatterns is None:
            parser.add_argument("-k", dest="testNamePatterns", action="append", type=_as_pattern,
                                help="Only run tests which match the given substring")
        return parser

    def _main_parser(self, parent):
        parser = argparse.ArgumentParser(parents=[parent], prog=self.progName,
                                         formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.epilog = _MODULE_EXAMPLES if self.module is not None else _MAIN_EXAMPLES
        parser.add_argument("tests", nargs="*",
                            help="a list of any number of test modules, classes and test methods.")
        return parser

    def _discovery_parser(self, parent):
        parser = argparse.ArgumentParser(parents=[parent], prog=f"{self.progName} discover",
                                         epilog="For test discovery all test modules must be importable from the "
                                                "top level directory of the project.")
        parser.add_argument("-s", "--start-directory", dest="start", help="Directory to start discovery ('.' default)")
        parser.add_argument("-p", "--pattern", dest="pattern", help="Pattern to match tests ('test*.py' default)")
        parser.add_argument("-t", "--top-level-directory", dest="top",
                            help="Top level directory of project (defaults to start directory)")
        for name in "start", "pattern", "top":
            parser.add_argument(name, nargs="?", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return parser

    def parseArgs(self, argv):
        options = self._options()
        self.start, self.pattern, self.top = ".", "test*.py", None
        is_discovery = self.module is None and (len(argv) < 2 or argv[1].lower() == "discover")
        if is_discovery:
            self._discovery_parser(options).parse_args(argv[2:], self)
            self._apply_patterns()
            self.test = self.testLoader.discover(self.start or ".", self.pattern or "test*.py", self.top)
            return
        self.tests = []
        parser = self._main_parser(options)

        def print_help(file=None):
            print(parser.format_help())
            if self.module is None:
                self._discovery_parser(options).print_help()
        parser.print_help = print_help
        parser.parse_args(argv[1:], self)
        self._apply_patterns()
        names = [_as_name(name) for name in self.tests] if self.module is None else self.tests
        if not names and self.defaultTest is not None:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        self.testNames = names or None
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        elif self.module is None:
            self.test = self.testLoader.discover(".")
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def _apply_patterns(self):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns

    # --- running ---

    def runTests(self):
        if self.catchbreak:
            installHandler()
        chosen = runner.TextTestRunner if self.testRunner is None else self.testRunner
        if isinstance(chosen, type):
            chosen = chosen(verbosity=self.verbosity, failfast=bool(self.failfast), buffer=bool(self.buffer),
                            warnings=self.warnings, tb_locals=self.tb_locals, durations=self.durations)
        self.result = chosen.run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
