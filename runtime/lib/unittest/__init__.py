"""Tests as classes: TestCase with assertions, suites, a loader and a runner."""

from .case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, expectedFailure, skip,
                   skipIf, skipUnless, enterModuleContext)
from .loader import TestLoader, defaultTestLoader
from .main import TestProgram, main
from .result import TestResult
from .runner import TextTestResult, TextTestRunner
from .signals import installHandler, registerResult, removeHandler, removeResult
from .suite import TestSuite

__all__ = ["TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader",
           "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless",
           "expectedFailure", "TextTestResult", "TestProgram", "addModuleCleanup", "doModuleCleanups",
           "enterModuleContext", "installHandler", "registerResult", "removeResult", "removeHandler", "IsolatedAsyncioTestCase"]
__unittest = True


def __getattr__(name):
    # asyncio is imported by those who need it.
    if name == "IsolatedAsyncioTestCase":
        from .async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
