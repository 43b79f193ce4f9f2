"""What is printed."""

import inspect
import linecache
import os
import shutil
import sys
import traceback

from pytest import _rewrite
from pytest._fixtures import LookupFailed
from pytest._outcomes import Failed, OutcomeException, UsageError

_LETTERS = {"passed": ".", "failed": "F", "error": "E", "skipped": "s", "xfailed": "x", "xpassed": "X"}
_WORDS = {"passed": "PASSED", "failed": "FAILED", "error": "ERROR", "skipped": "SKIPPED", "xfailed": "XFAIL",
          "xpassed": "XPASS"}
_OWN_FOLDERS = ("<gilt>/pytest/", "<gilt>/asyncio/", "<gilt>/unittest/", "<gilt>/contextlib")


class Terminal:
    """Writes what happens, and at the end what came of it."""

    def __init__(self, config):
        self.config = config
        self.width = max(shutil.get_terminal_size().columns, 40)
        self._stream = sys.stdout
        self._file = None  # whose line is being written
        self._column = 0
        self._n_done = self._n_all = 0

    def write(self, text):
        """Write text as it is."""
        self._stream.write(text)
        self._stream.flush()
        self._column = len(text) - text.rfind("\n") - 1 if "\n" in text else self._column + len(text)

    def line(self, text=""):
        """Write a line."""
        self.write(text + "\n")

    def separator(self, sign, title=None):
        """Write a line of signs, with a title in the middle."""
        self.line(self.ruled(sign, title))

    def ruled(self, sign, title=None):
        """A line of signs, with a title in the middle."""
        if title is None:
            return sign * (self.width // len(sign))
        n = max((self.width - len(title) - 2) // (2 * len(sign)), 1)
        line = f"{sign * n} {title} {sign * n}"
        return line + sign.rstrip() if len(line) + len(sign.rstrip()) <= self.width else line

    def head(self):
        """What is written first."""
        if self.config.verbose >= 0:
            self.separator("=", "test session starts")
            version = ".".join(str(each) for each in sys.version_info[:3])
            program = f" -- {sys.executable}" if self.config.verbose else ""
            self.line(f"platform {sys.platform} -- Python {version}, pytest-8.3.4, gilt{program}")
            for text in self.config.hooks.call("pytest_report_header", config=self.config):
                self.line("\n".join(text) if isinstance(text, (list, tuple)) else text)
            self.line(f"rootdir: {self.config.rootpath}")
            if self.config.inipath is not None:
                self.line(f"configfile: {self.config.inipath.name}")
            if self.config.testpaths:
                self.line(f"testpaths: {', '.join(self.config.testpaths)}")

    def collected(self, n_items, n_deselected, n_errors, n_skipped):
        """How many tests there are."""
        self._n_all = n_items - n_deselected
        if self.config.verbose >= 0:
            text = "collecting ... " if self.config.verbose else ""
            text += f"collected {n_items} item{'s' if n_items != 1 else ''}"
            text += f" / {n_errors} error{'s' if n_errors != 1 else ''}" if n_errors else ""
            text += f" / {n_deselected} deselected / {self._n_all} selected" if n_deselected else ""
            text += f" / {n_skipped} skipped" if n_skipped else ""
            self.line(text)
        if self.config.verbose >= 0 or not self._n_all:
            self.line()

    def collection(self, items):
        """The tests that would run: their names with -q, or a tree."""
        open_nodes = []
        for item in items:
            if self.config.verbose < 0:
                self.line(item.nodeid)
                continue
            nodes = self._holders(item)
            level = next((i for i, pair in enumerate(zip(nodes, open_nodes)) if pair[0] != pair[1]),
                         min(len(nodes), len(open_nodes)))
            for i, node in enumerate(nodes[level:], level):
                self.line("  " * i + node)
            open_nodes = nodes
            kind = "Coroutine" if item.is_coroutine else "Function"
            self.line("  " * len(nodes) + f"<{kind} {item.name}>")
        if items:
            self.line()

    def _holders(self, item):
        """Folders, the file and the classes that a test is in."""
        path = self.config.rootpath
        nodes = [f"<Dir {path.name}>"]
        for name in item.path.relative_to(path).parts[:-1]:
            path /= name
            nodes.append(f"<{'Package' if (path / '__init__.py').exists() else 'Dir'} {name}>")
        nodes.append(f"<Module {item.path.name}>")
        return nodes + [f"<Class {name}>" for name in item.nodeid.partition("[")[0].split("::")[1:-1]]

    def started(self, item):
        """A test begins."""
        if self.config.verbose > 0:
            self.write(self._named(item.nodeid) + " ")
        elif self.config.verbose == 0 and item.path != self._file:
            if self._column:
                self._end_of_line()
            self._file = item.path
            self.write(self._named(item.nodeid).partition("::")[0] + " ")

    def finished(self, item, reports):
        """A test has ended."""
        self._n_done += 1
        for i, report in enumerate(reports):
            if self.config.verbose > 0:
                if i:
                    self.write(self._named(item.nodeid) + " ")
                self.write(_WORDS[report.outcome])
                self.write(self._reason_that_fits(report.reason))
                self._end_of_line()
            else:
                self.write(_LETTERS[report.outcome])
        if self.config.verbose <= 0 and (self._n_done == self._n_all or self._column >= self.width - 8):
            self._end_of_line()

    def _reason_that_fits(self, reason):
        """Why a test was skipped, as far as it can stand on the line."""
        if not reason:
            return ""
        room = self.width - self._column - len(" [100%]") - 1 - len(" ()")
        first = reason.partition("\n")[0]
        if self.config.verbose < 2 and len(first) > room:
            if room < 3:
                return ""
            first = first[:room - 3] + "..."
        return f" ({first})"

    def _end_of_line(self):
        if not self.config.capture:  # what tests print may stand anywhere
            return self.line()
        done = f" [{self._n_done * 100 // self._n_all:3d}%]" if self._n_all else ""
        self.line(" " * max(self.width - 1 - self._column - len(done), 0) + done)

    def _named(self, nodeid):
        """The name of a test, its file as seen from the current folder."""
        path, colons, name = nodeid.partition("::")
        return self.config.shown_path(str(self.config.rootpath / path)) + colons + name

    def break_line(self):
        """End the line that is being written."""
        if self._column:
            self.line()

    # --- failures ---

    def failures(self, title, reports):
        """What went wrong, with the source."""
        if not reports or self.config.tb == "no":
            return
        self.separator("=", title)
        for report in reports:
            name = ".".join(report.nodeid.split("::")[1:])
            if report.outcome == "error":
                name = f"ERROR at {report.when} of {name}"
            if self.config.tb == "line":
                self.error(report.error, report)
                continue
            self.separator("_", name)
            self.error(report.error, report)
            self._sections(report)

    def collection_errors(self, errors):
        """What went wrong before there were tests."""
        self.separator("=", "ERRORS")
        for shown, error in errors:
            self.separator("_", f"ERROR collecting {shown}")
            if isinstance(error, (UsageError, Failed)):
                self.line(str(error))
                continue
            if isinstance(error, ImportError):
                self.line(f"ImportError while importing test module '{os.path.join(self.config.rootpath, shown)}'.")
                self.line("Hint: make sure your test modules/packages have valid Python names.")
                self.line("Traceback:")
            if not isinstance(error, SyntaxError):
                self._short_entries(_entries(error))
            self._error_lines(error, 0)

    def error(self, error, report):
        """An exception with the source it came through."""
        if isinstance(error, LookupFailed):
            function = getattr(error.asking, "function", error.asking)
            code = inspect.unwrap(function).__code__
            self.line(f"file {code.co_filename}, line {code.co_firstlineno}")
            self.line("  " + linecache.getline(code.co_filename, code.co_firstlineno).rstrip())
            for i, line in enumerate(str(error).splitlines()):
                self.line(line if line.startswith(">") else f"E       {line}")
            self.line()
            self.line(f"{code.co_filename}:{code.co_firstlineno}")
            return
        if isinstance(error, OutcomeException) and not error.pytrace:
            self.line(str(error))
            return
        chain = []
        while error is not None:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        for i, each in enumerate(reversed(chain)):
            self._one_error(each, report)
            if i + 1 < len(chain):
                following = chain[len(chain) - 2 - i]
                why = ("The above exception was the direct cause of the following exception:"
                       if following.__cause__ is each
                       else "During handling of the above exception, another exception occurred:")
                self.line()
                self.line(why)

    def _one_error(self, error, report):
        entries = _entries(error)
        if self.config.tb == "native" or isinstance(error, BaseExceptionGroup):
            self._native(error)
        elif self.config.tb == "line":
            place, line = (entries[-1][0], entries[-1][1]) if entries else ("?", 0)
            self.line(f"{place}:{line}: {_only(error).splitlines()[0]}")
        elif self.config.tb == "short" or not entries:
            self._short_entries(entries)
            self._error_lines(error, 0)
        else:
            for i, (path, line, code) in enumerate(entries):
                is_last = i == len(entries) - 1
                if i == 0 or is_last:
                    self.line()
                if code is report.item.code:
                    self._arguments(report.arguments)
                if i == 0 or is_last or self.config.tb == "long":
                    self._long_entry(path, line, code, error if is_last else None)
                else:
                    self._short_entry(path, line, code)
                if not is_last:
                    self.separator("_ ")

    def _native(self, error):
        """An exception as Python itself shows it."""
        outside = error.__traceback__
        while outside is not None and outside.tb_frame.f_code.co_filename.startswith(_OWN_FOLDERS):
            outside = outside.tb_next
        self.write("".join(traceback.format_exception(type(error), error, outside, chain=False)))

    def _arguments(self, shown):
        """What the test was called with, a line or more."""
        row = ""
        for each in shown:
            if row and len(row) + len(each) + 2 > self.width:
                self.line(row)
                row = ""
            row += f", {each}" if row else each
        if row:
            self.line(row)
            self.line()

    def _long_entry(self, path, line, code, error):
        """The source of a function up to the line, and what went wrong there."""
        first = code.co_firstlineno if code.co_name != "<module>" else line
        lines = linecache.getlines(path)
        shown = _rewrite.statement_lines(lines, line)
        texts = [text.rstrip("\n") for text in lines[first - 1:max(shown[-1], line)]]
        indent = len(texts[0]) - len(texts[0].lstrip()) if texts else 0
        depth = 0
        for number, text in enumerate(texts, first):
            text = text[indent:] if text[:indent].isspace() or not indent else text
            if number == shown[0]:
                depth = len(text) - len(text.lstrip())
            self.line(((">" if number == shown[0] else " ") + "   " + text).rstrip())
        if error is not None:
            self._error_lines(error, depth)
        self.line()
        name = type(error).__name__ if error is not None else ""
        self.line(f"{self.config.shown_path(path)}:{line}: {name}")

    def _short_entry(self, path, line, code):
        self.line(f"{self.config.shown_path(path)}:{line}: in {code.co_name}")
        self.line("    " + linecache.getline(path, line).strip())

    def _short_entries(self, entries):
        for entry in entries:
            self._short_entry(*entry)

    def _error_lines(self, error, depth):
        for i, text in enumerate(_only(error).split("\n")):
            self.line(("E   " + " " * depth + ("" if i == 0 or not depth else "") + text))

    # --- the end ---

    def summary(self, reports, errors):
        """Which tests failed."""
        lines = [f"ERROR {shown}" + ("" if isinstance(error, (ImportError, SyntaxError)) else _reason(error))
                 for shown, error in errors]
        for outcome in self.config.shown:
            chosen = [each for each in reports if each.outcome == outcome]
            if outcome == "skipped":
                lines += self._skips(chosen)
            elif outcome in ("failed", "error"):
                lines += [f"{_WORDS[outcome]} {self._named(each.nodeid)}" + _reason(each.error) for each in chosen]
            else:
                lines += [f"{_WORDS[outcome]} {self._named(each.nodeid)}" + (f" - {each.reason}" if each.reason else "")
                          for each in chosen]
        if lines:
            self.separator("=", "short test summary info")
            for text in lines:
                self.line(text if len(text) <= self.width else text[:self.width - 3] + "...")

    def _skips(self, reports):
        """A line for each place where tests were skipped: how many, where, why."""
        counts = {}
        for each in reports:
            entries = _entries(each.error) if each.error is not None else None
            path, line = entries[-1][:2] if entries else (str(each.item.path), each.item.code.co_firstlineno)
            key = (f"{self.config.shown_path(path)}:{line}", each.reason)
            counts[key] = counts.get(key, 0) + 1
        return [f"SKIPPED [{n}] {place}: {reason}" for (place, reason), n in counts.items()]

    def durations(self, reports, n):
        """The slowest parts of tests, n of them or all."""
        parts = sorted(((seconds, when, each.nodeid) for each in reports for when, seconds in each.durations.items()),
                       key=lambda part: -part[0])
        self.separator("=", f"slowest {n} durations" if n else "slowest durations")
        shown = parts[:n] if n else parts
        for i, (seconds, when, nodeid) in enumerate(shown):
            if seconds < self.config.durations_min and self.config.verbose < 2:
                self.line()
                self.line(f"({len(shown) - i} durations < {self.config.durations_min:g}s hidden.  "
                          "Use -vv to show these durations.)")
                break
            self.line(f"{seconds:02.2f}s {when:<8} {self._named(nodeid)}")

    def passes(self, reports):
        """What the tests that passed printed."""
        if not reports:
            return
        self.separator("=", "PASSES")
        for report in reports:
            if report.sections:
                self.separator("_", ".".join(report.nodeid.split("::")[1:]))
                self._sections(report)

    def _sections(self, report):
        for heading, text in report.sections:
            self.separator("-", heading)
            self.write(text if text.endswith("\n") else text + "\n")

    def warnings(self, notes):
        """What the tests were warned of: [(nodeid, text)]; the same text once."""
        if not notes:
            return
        self.separator("=", "warnings summary")
        whose = {}
        for nodeid, text in notes:
            whose.setdefault(text, []).append(nodeid)
        for text, nodeids in whose.items():
            for nodeid in dict.fromkeys(nodeids):
                self.line(nodeid)
            self.line("\n".join("  " + line for line in text.splitlines()).rstrip())
            self.line()
        self.line("-- Docs: https://docs.pytest.org/en/stable/how-to/capture-warnings.html")

    def counts(self, reports, errors, n_deselected, n_skipped, n_warnings, seconds):
        """How many tests of each kind there were."""
        counts = {"warning": n_warnings}
        for report in reports:
            counts[report.outcome] = counts.get(report.outcome, 0) + 1
        counts["error"] = counts.get("error", 0) + len(errors)
        counts["skipped"] = counts.get("skipped", 0) + n_skipped
        counts["deselected"] = n_deselected
        words = []
        for word in ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warning", "error"):
            if n := counts.get(word):
                words.append(f"{n} {word}{'s' if word in ('warning', 'error') and n > 1 else ''}")
        text = ", ".join(words) or "no tests ran"
        if self.config.collect_only and not errors:
            n = self._n_all
            text = f"{n}/{n + n_deselected} tests" if n_deselected else f"{n} test{'s' if n != 1 else ''}"
            text = (text if n else "no tests") + " collected" + (f" ({n_deselected} deselected)" if n_deselected else "")
        text += f" in {seconds:.2f}s"
        self.line(text) if self.config.verbose < 0 else self.separator("=", text)


def _entries(error):
    """(path, line, code) of a traceback, without what is pytest's own."""
    found = []
    tb = error.__traceback__
    while tb is not None:
        hidden = tb.tb_frame.f_locals.get("__tracebackhide__", False)
        if not hidden:
            found.append((tb.tb_frame.f_code.co_filename, tb.tb_lineno, tb.tb_frame.f_code))
        tb = tb.tb_next
    outside = [entry for entry in found if not entry[0].startswith(_OWN_FOLDERS)]
    return outside or found[-1:]


def _only(error):
    """An exception as a traceback ends with it."""
    if isinstance(error, Failed):
        return f"Failed: {error}"
    if isinstance(error, AssertionError) and repr(error).startswith("AssertionError('assert "):
        return str(error)
    return "".join(traceback.format_exception_only(error)).rstrip("\n")


def _reason(error):
    if isinstance(error, LookupFailed):
        return ""
    text = _only(error).split("\n")[0] if error is not None else ""
    if isinstance(error, OutcomeException) and not error.pytrace:
        text = str(error).split("\n")[0]
    return f" - {text}" if text else ""
