"""Whether text typed at a prompt is complete."""

import _imp

__all__ = ["compile_command", "Compile", "CommandCompiler"]


def compile_command(source, filename="<input>", symbol="single"):
    """The code of a command, None if more lines are needed; SyntaxError if it is wrong."""
    if symbol == "eval":
        return compile(source, filename, symbol)
    if symbol not in ("single", "exec"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if all(not line.strip() or line.strip().startswith("#") for line in source.split("\n")):
        source = "pass"
    try:
        return _imp.compile_command(source + "\n", filename, symbol == "single")
    except SyntaxError:
        # Without the empty line it may only want more.
        if source.endswith("\n") and _imp.compile_command(source, filename, symbol == "single") is None:
            return None
        raise


class Compile:
    """compile() as an object. CPython: it remembers what was imported from __future__."""

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        return compile(source, filename, symbol)


class CommandCompiler:
    """compile_command() as an object."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return compile_command(source, filename, symbol)
