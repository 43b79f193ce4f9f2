"""A prompt in which a loop runs: `await` may stand at the top level, and tasks go on while you type.

The main thread has the loop, which also runs what is typed; another thread reads it.
"""

import ast
import asyncio
import code
import concurrent.futures
import contextvars
import inspect
import sys
import threading
import traceback
import warnings

from asyncio import futures


class _Console(code.InteractiveConsole):
    """Reads in its thread, and has the loop run what it reads."""

    def __init__(self, names, loop):
        super().__init__(names, filename="<stdin>")
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.context = contextvars.copy_context()
        self.task = None  # what is being awaited
        self.is_running = False  # or else the next line is being read
        self.is_interrupted = False
        self.exit_code = 0

    def runcode(self, code):
        result = concurrent.futures.Future()
        self.is_interrupted, self.is_running = False, True
        self.loop.call_soon_threadsafe(self._run, code, result, context=self.context)
        try:
            error = result.exception()
        except concurrent.futures.CancelledError as cancelled:
            error = cancelled
        self.is_running = False
        if isinstance(error, SystemExit):
            self.exit_code = error.code
            raise error
        if self.is_interrupted or isinstance(error, KeyboardInterrupt):
            self.write("\nKeyboardInterrupt\n")
        elif error is not None:
            self._show_error(error)

    def _run(self, code, result):
        """In the loop: run what was typed, and say how it ended."""
        self.task = None
        try:
            value = eval(code, self.locals)
            if inspect.iscoroutine(value):
                self.task = self.loop.create_task(value, context=self.context)
                futures._chain_future(self.task, result)
            else:
                result.set_result(None)
        except BaseException as error:
            result.set_exception(error)

    def _show_error(self, error):
        entry = error.__traceback__
        while entry is not None and entry.tb_frame.f_globals is globals():
            entry = entry.tb_next
        self.write("".join(traceback.format_exception(type(error), error, entry)))

    def interrupt(self):
        """Ctrl-C."""
        if self.is_running:
            self.is_interrupted = True
            if self.task is not None:
                self.task.cancel()
        else:
            self.resetbuffer()  # the other thread goes on reading
            self.write(f"\nKeyboardInterrupt\n{_prompt()}")


def _prompt():
    return getattr(sys, "ps1", ">>> ")


def _read(console):
    try:
        console.interact(banner=f'asyncio REPL {sys.version} on {sys.platform}\n'
                                'Use "await" directly instead of "asyncio.run()".\n'
                                'Type "help", "copyright", "credits" or "license" for more information.\n'
                                f"{_prompt()}import asyncio", exitmsg="")
    except SystemExit:
        pass
    finally:
        warnings.filterwarnings("ignore", message=r"^coroutine .* was never awaited$", category=RuntimeWarning)
        console.loop.call_soon_threadsafe(console.loop.stop)


def _main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    console = _Console({"asyncio": asyncio, "__name__": "__main__", "__builtins__": __builtins__}, loop)
    threading.Thread(target=_read, args=(console,), name="Interactive thread", daemon=True).start()
    while True:
        try:
            loop.run_forever()
            break
        except KeyboardInterrupt:
            console.interrupt()
    console.write("exiting asyncio REPL...\n")
    sys.exit(console.exit_code)


if __name__ == "__main__":
    _main()
