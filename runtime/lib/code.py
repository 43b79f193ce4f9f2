"""A prompt like the interpreter's, inside a program."""

import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ["InteractiveInterpreter", "InteractiveConsole", "interact", "compile_command"]


class InteractiveInterpreter:
    """Runs pieces of source in a namespace."""

    def __init__(self, locals=None):
        self.locals = {"__name__": "__console__", "__doc__": None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename="<input>", symbol="single"):
        """Runs source if it is complete; whether more lines are needed."""
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Runs code and reports what it raises."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except BaseException:
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Reports the SyntaxError that has just been raised."""
        self.write("".join(traceback.format_exception_only(sys.exception())))

    def showtraceback(self):
        """Reports what has just been raised, without this module's own lines."""
        error = sys.exception()
        step = error.__traceback__.tb_next if error.__traceback__ else None
        self.write("".join(traceback.format_exception(type(error), error, step)))

    def write(self, data):
        """Writes a report."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """The same with a prompt."""

    def __init__(self, locals=None, filename="<console>", *, local_exit=False):
        super().__init__(locals)
        self.filename = filename
        self.local_exit = local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forgets the lines that wait for more."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Reads lines and runs them until the end of the input."""
        first, more = getattr(sys, "ps1", ">>> "), getattr(sys, "ps2", "... ")
        if banner is None:
            self.write(f"Python {sys.version} on {sys.platform}\n({self.__class__.__name__})\n")
        elif banner:
            self.write(f"{banner}\n")
        needs_more = False
        while True:
            try:
                try:
                    line = self.raw_input(more if needs_more else first)
                except EOFError:
                    self.write("\n")
                    break
                needs_more = self.push(line)
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                needs_more = False
            except SystemExit:
                if not self.local_exit:
                    raise
                self.write("\n")
                break
        if exitmsg is None:
            self.write(f"now exiting {self.__class__.__name__}...\n")
        elif exitmsg != "":
            self.write(f"{exitmsg}\n")

    def push(self, line, filename=None, _symbol="single"):
        """Takes a line in; whether more are needed."""
        self.buffer.append(line)
        needs_more = self.runsource("\n".join(self.buffer), filename or self.filename, _symbol)
        if not needs_more:
            self.resetbuffer()
        return needs_more

    def raw_input(self, prompt=""):
        """Reads a line."""
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """Opens a prompt."""
    console = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)
