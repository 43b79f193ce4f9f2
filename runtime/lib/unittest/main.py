"""The command line: unittest.main(), gilt -m unittest."""

import sys

from . import loader, runner

__unittest = True
_USAGE = """Usage: {0} [-h] [-v] [-q] [-f] [-k PATTERN] [tests ...]

  -v, --verbose    a line for each test
  -q, --quiet      the summary only
  -f, --failfast   stop at the first failure
  -k PATTERN       only tests whose names match
"""


class TestProgram:
    """Loads tests, runs them, and ends the program with a status."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        # Unless the command line says something else, each place gives its warning once.
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        names = []
        patterns = []
        arguments = list(sys.argv if argv is None else argv)
        self.progName = arguments[0].rpartition("/")[2]
        arguments = arguments[1:]
        while arguments:
            argument = arguments.pop(0)
            if argument in ("-h", "--help"):
                print(_USAGE.format(self.progName))
                sys.exit(0)
            elif argument in ("-v", "--verbose"):
                self.verbosity = 2
            elif argument in ("-q", "--quiet"):
                self.verbosity = 0
            elif argument in ("-f", "--failfast"):
                self.failfast = True
            elif argument == "-k" and arguments:
                pattern = arguments.pop(0)
                patterns.append(pattern if "*" in pattern else f"*{pattern}*")
            elif argument in ("-b", "--buffer", "-c", "--catch"):
                pass
            elif argument.startswith("-"):
                print(f"{self.progName}: unknown option {argument}\n" + _USAGE.format(self.progName), file=sys.stderr)
                sys.exit(2)
            else:
                names.append(argument)
        if patterns:
            testLoader.testNamePatterns = patterns
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names and self.module is None:
            names = [name[:-3].replace("/", ".") if name.endswith(".py") else name for name in names]
        if names:
            self.test = testLoader.loadTestsFromNames(names, self.module)
        elif self.module is None:
            self.test = testLoader.discover(".")
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        chosen = runner.TextTestRunner if testRunner is None else testRunner
        if isinstance(chosen, type):
            chosen = chosen(verbosity=self.verbosity, failfast=self.failfast, warnings=self.warnings)
        self.result = chosen.run(self.test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
