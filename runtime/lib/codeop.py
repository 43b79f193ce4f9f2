"""Whether text typed at a prompt is complete."""

import _imp
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT

__all__ = ["compile_command", "Compile", "CommandCompiler"]


def compile_command(source, filename="<input>", symbol="single"):
    """The code of a command, None if more lines are needed; SyntaxError if it is wrong."""
    return _compile_command(source, filename, symbol, 0)


def _compile_command(source, filename, symbol, flags):
    if symbol == "eval":
        return compile(source, filename, symbol, flags)
    if symbol not in ("single", "exec"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if all(not line.strip() or line.strip().startswith("#") for line in source.split("\n")):
        source = "pass"
    options = filename, symbol == "single", bool(flags & PyCF_ALLOW_TOP_LEVEL_AWAIT)
    try:
        return _imp.compile_command(source + "\n", *options)
    except SyntaxError:
        # Without the empty line it may only want more.
        if source.endswith("\n") and _imp.compile_command(source, *options) is None:
            return None
        raise


class Compile:
    """compile() as an object, with flags of its own. CPython: it remembers imports from __future__."""

    def __init__(self):
        self.flags = 0

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        return compile(source, filename, symbol, self.flags | flags)


class CommandCompiler:
    """compile_command() as an object."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _compile_command(source, filename, symbol, self.compiler.flags)
