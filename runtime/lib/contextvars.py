"""Variables whose values belong to a context: a thread's, or a task's."""

from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ("Context", "ContextVar", "Token", "copy_context")
