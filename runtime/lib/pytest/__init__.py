"""pytest: tests are functions with assert.

The usual part of the tool of that name (and of its plugin pytest-asyncio): functions and classes,
fixtures, marks, asserts that show values, settings files, the hooks of conftest.py. There are no plugins.
"""

from pytest._approx import approx
from pytest._builtin import CaptureFixture, LogCaptureFixture, MonkeyPatch, TempPathFactory
from pytest._fixtures import FixtureRequest, fixture
from pytest._main import Config, ExitCode, main
from pytest._marks import Mark, MarkDecorator, mark, param
from pytest._outcomes import UsageError, exit, fail, importorskip, skip, xfail
from pytest._raises import ExceptionInfo, WarningsChecker as WarningsRecorder, deprecated_call, raises, warns
from pytest._hooks import Metafunc, Parser
from pytest._collect import Item
from pytest._watch import (PytestReturnNotNoneWarning, PytestUnhandledThreadExceptionWarning,
                           PytestUnknownMarkWarning, PytestUnraisableExceptionWarning, PytestWarning)

__version__ = "8.3.4"
