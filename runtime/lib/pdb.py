"""A prompt inside a running program: what breakpoint() opens.

It looks at frames as they are and runs statements in them. gilt has no tracing, so it cannot go
on line by line or stop at lines; "c" goes on to the next breakpoint().
"""

import linecache
import os
import sys
import traceback
from pprint import pprint

__all__ = ["set_trace", "post_mortem", "pm", "Pdb"]


class BdbQuit(Exception):
    """Raised in the program when "q" was typed."""


BdbQuit.__module__ = "bdb"

_STEPPING = {"n", "next", "s", "step", "r", "return", "unt", "until", "b", "break", "tbreak", "j", "jump",
             "cl", "clear", "run", "restart"}


class Pdb:
    """The prompt: a list of frames, outermost first, and which of them is looked at."""

    prompt = "(Pdb) "

    def __init__(self, stdout=None):
        self.stdout = stdout or sys.stdout
        self.frames = []  # (frame, line)
        self.index = 0
        self.listed = None
        self.command = ""

    def message(self, text):
        print(text, file=self.stdout)

    def error(self, text):
        print("***", text, file=self.stdout)

    # --- frames ---

    def set_trace(self, frame=None, *, header=None):
        """Opens the prompt in the calling frame."""
        frame = frame or sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__") in ("pdb", "_sysinfo"):
            frame = frame.f_back
        if header is not None:
            self.message(header)
        frames = []
        while frame:
            frames.append((frame, frame.f_lineno))
            frame = frame.f_back
        self.interact(frames[::-1])

    def interact(self, frames):
        """Reads commands until one of them goes on."""
        self.frames, self.index = frames, len(frames) - 1
        self.show_place()
        while True:
            try:
                line = input(self.prompt)
            except EOFError:
                self.message("")
                raise BdbQuit from None
            except KeyboardInterrupt:
                self.message("--KeyboardInterrupt--")
                continue
            if self.run_command(line.strip() or self.command):
                return

    def place(self, index):
        frame, line = self.frames[index]
        name = os.path.abspath(frame.f_code.co_filename) if "<" not in frame.f_code.co_filename \
            else frame.f_code.co_filename
        text = linecache.getline(frame.f_code.co_filename, line).strip()
        mark = ">" if index == self.index else " "
        return f"{mark} {name}({line}){frame.f_code.co_name}()" + (f"\n-> {text}" if text else "")

    def show_place(self):
        self.listed = None
        self.message(self.place(self.index))

    # --- commands: a method that returns True goes on ---

    def run_command(self, line):
        self.command = line
        name, _, argument = line.partition(" ")
        if name in _STEPPING:
            self.error("gilt cannot stop at lines; c goes on to the next breakpoint()")
            return False
        method = getattr(self, "do_" + self.ALIASES.get(name, name), None) if name.isalpha() else None
        if method is None or argument.lstrip().startswith("="):
            self.execute(line.removeprefix("!").lstrip())
            return False
        return method(argument.strip())

    ALIASES = {"h": "help", "w": "where", "bt": "where", "u": "up", "d": "down", "l": "list", "ll": "longlist",
               "a": "args", "c": "continue", "cont": "continue", "q": "quit", "exit": "quit"}

    def evaluate(self, text):
        frame = self.frames[self.index][0]
        return eval(text, frame.f_globals, frame.f_locals)

    def execute(self, text):
        """Runs a statement in the frame. What it assigns to a function's variables is not kept."""
        frame = self.frames[self.index][0]
        try:
            exec(compile(text + "\n", "<stdin>", "single"), frame.f_globals, frame.f_locals)
        except BaseException as error:
            self.report(error)

    def report(self, error):
        self.error(traceback.format_exception_only(error)[-1].strip())

    def do_help(self, argument):
        """h: this list"""
        for name in sorted(dir(self)):
            if name.startswith("do_"):
                self.message("  " + getattr(self, name).__doc__)
        self.message("  anything else, or !statement, is run as a statement")

    def do_p(self, argument):
        """p expression: prints its value"""
        try:
            self.message(repr(self.evaluate(argument)))
        except BaseException as error:
            self.report(error)

    def do_pp(self, argument):
        """pp expression: prints its value on several lines"""
        try:
            pprint(self.evaluate(argument), self.stdout)
        except BaseException as error:
            self.report(error)

    def do_whatis(self, argument):
        """whatis expression: prints its type"""
        try:
            self.message(str(type(self.evaluate(argument))))
        except BaseException as error:
            self.report(error)

    def do_args(self, argument):
        """a(rgs): the arguments of the function"""
        frame = self.frames[self.index][0]
        code = frame.f_code
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        for name in code.co_varnames[:count]:
            self.message(f"{name} = {frame.f_locals.get(name, '*** undefined ***')!r}")

    def do_where(self, argument):
        """w(here): the stack of calls, the newest last"""
        for index in range(len(self.frames)):
            self.message(self.place(index))

    def do_up(self, argument):
        """u(p): to the caller"""
        if self.index == 0:
            self.error("Oldest frame")
        else:
            self.index -= 1
            self.show_place()

    def do_down(self, argument):
        """d(own): to the function called"""
        if self.index == len(self.frames) - 1:
            self.error("Newest frame")
        else:
            self.index += 1
            self.show_place()

    def show_lines(self, first, last):
        frame, current = self.frames[self.index]
        lines = linecache.getlines(frame.f_code.co_filename)
        for number in range(max(first, 1), min(last, len(lines)) + 1):
            mark = " ->" if number == current else " "
            self.message(f"{f'{number:3}':4}{mark}\t{lines[number - 1].rstrip()}")
        if len(lines) < last < sys.maxsize:
            self.message("[EOF]")

    def do_list(self, argument):
        """l(ist) [first[, last]]: lines of the source around the current one"""
        try:
            numbers = [int(part) for part in argument.split(",") if part.strip(" .")]
        except ValueError:
            self.error(f"Error in argument: {argument!r}")
            return
        if numbers:
            first = numbers[0] if len(numbers) > 1 else max(1, numbers[0] - 5)
            last = numbers[1] if len(numbers) > 1 else first + 10
        else:
            first = max(1, self.frames[self.index][1] - 5) if self.listed is None or "." in argument \
                else self.listed + 1
            last = first + 10
        self.show_lines(first, last)
        self.listed = last

    def do_longlist(self, argument):
        """ll (longlist): the whole function"""
        import inspect
        frame = self.frames[self.index][0]
        if frame.f_code.co_name == "<module>":
            self.show_lines(1, sys.maxsize)
            return
        lines, first = inspect.getsourcelines(frame)
        self.show_lines(first, first + len(lines) - 1)

    def do_continue(self, argument):
        """c(ont(inue)): goes on"""
        return True

    def do_quit(self, argument):
        """q(uit): ends the program with BdbQuit"""
        raise BdbQuit


def set_trace(*, header=None, commands=None):
    """Opens the prompt in the calling frame."""
    Pdb().set_trace(sys._getframe(1), header=header)


def post_mortem(t=None):
    """Opens the prompt where an exception (or its traceback) was raised."""
    if t is None:
        t = sys.exception()
        if t is None:
            raise ValueError("A valid traceback must be passed if no exception is being handled")
    step = t.__traceback__ if isinstance(t, BaseException) else t
    frames = []
    while step:
        frames.append((step.tb_frame, step.tb_lineno))
        step = step.tb_next
    Pdb().interact(frames)


def pm():
    """The same for the exception that was reported last."""
    post_mortem(sys.last_exc)
