"""Tools for `with`."""

import abc as _abc
import sys as _sys
from collections import deque as _deque
from functools import wraps as _wraps
from types import GenericAlias as _GenericAlias, MethodType as _MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "AsyncContextDecorator",
           "ExitStack", "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir"]


def _has_methods(cls, *names):
    """Whether a class has all of the methods: True, or NotImplemented."""
    for name in names:
        if next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None) is None:
            return NotImplemented
    return True


class AbstractContextManager(_abc.ABC):
    """What `with` takes."""

    __class_getitem__ = classmethod(_GenericAlias)
    __slots__ = ()

    def __enter__(self):
        return self

    @_abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractContextManager:
            return _has_methods(other, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(_abc.ABC):
    """What `async with` takes."""

    __class_getitem__ = classmethod(_GenericAlias)
    __slots__ = ()

    async def __aenter__(self):
        return self

    @_abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractAsyncContextManager:
            return _has_methods(other, "__aenter__", "__aexit__")
        return NotImplemented


class ContextDecorator:
    """A context manager that can also decorate functions, which then run inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)
        return inner


class AsyncContextDecorator:
    """The same for asynchronous ones."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)
        return inner


# --- from generators ----------------------------------------------------------------------------

class _FromGenerator:
    """A generator function and its arguments, called when the block is entered."""

    def __init__(self, func, args, keywords):
        self.gen = func(*args, **keywords)
        self.func, self.args, self.keywords = func, args, keywords
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.keywords)


def _is_own_stop(error, value):
    """Whether a generator's RuntimeError only stands for the StopIteration thrown into it."""
    return isinstance(value, (StopIteration, StopAsyncIteration)) and error.__cause__ is value


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):

    def __enter__(self):
        del self.args, self.keywords, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = exc_type()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            return stop is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            if _is_own_stop(error, value):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):

    async def __aenter__(self):
        del self.args, self.keywords, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = exc_type()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as stop:
            return stop is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            if _is_own_stop(error, value):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Makes a context manager of a generator function: what is before the yield enters, the rest leaves."""
    @_wraps(func)
    def helper(*args, **keywords):
        return _GeneratorContextManager(func, args, keywords)
    return helper


def asynccontextmanager(func):
    """The same of an asynchronous generator function."""
    @_wraps(func)
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func, args, keywords)
    return helper


# --- small ones ---------------------------------------------------------------------------------

class closing(AbstractContextManager):
    """Closes a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits thing.aclose() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc_value, traceback):
        setattr(_sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    """Sends sys.stdout somewhere else during the block."""
    _stream = "stdout"


class redirect_stderr(_Redirect):
    """Sends sys.stderr somewhere else during the block."""
    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the block quietly when one of these exceptions is raised in it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            return False
        if issubclass(exc_type, self._exceptions):
            return True
        if issubclass(exc_type, BaseExceptionGroup):
            _, rest = exc_value.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """A context manager that does nothing; `as` gives enter_result."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Another current directory during the block."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


# --- stacks -------------------------------------------------------------------------------------

def _method_of(cls, name, protocol):
    try:
        return getattr(cls, name)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                        f"{protocol} protocol") from None


class _Stack:
    """Exits to call, the last one first: pairs (is synchronous, function of exc_info)."""

    def __init__(self):
        self._exit_callbacks = _deque()

    def pop_all(self):
        """A new stack with all that is in this one, which is empty afterwards."""
        new = type(self)()
        new._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = _deque()
        return new

    def push(self, exit):
        """Adds a context manager's __exit__, or a function that is called as one."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exit_callbacks.append((True, exit))
        else:
            self._exit_callbacks.append((True, _MethodType(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enters a context manager and adds its exit; the result of entering."""
        cls = type(cm)
        enter = _method_of(cls, "__enter__", "context manager")
        leave = _method_of(cls, "__exit__", "context manager")
        result = enter(cm)
        self._exit_callbacks.append((True, _MethodType(leave, cm)))
        return result

    def callback(self, callback, /, *args, **keywords):
        """Adds a function to call at the end."""
        def exit(exc_type, exc, tb):
            callback(*args, **keywords)
        exit.__wrapped__ = callback
        self._exit_callbacks.append((True, exit))
        return callback


def _chain(new, old, outside):
    """Makes `old` what `new` came out of, below what `new` came out of already."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outside:
            break
        new = context
    new.__context__ = old


def _raise_with(error, context):
    """Raises error without putting what is being handled here into its context."""
    try:
        raise error
    finally:
        error.__context__ = context


class ExitStack(_Stack, AbstractContextManager):
    """Context managers and callbacks collected at run time and left in reverse order."""

    def __exit__(self, *exc_details):
        error = exc_details[1]
        outside = _sys.exception()
        received = error is not None
        suppressed = pending = False
        while self._exit_callbacks:
            _, exit = self._exit_callbacks.pop()
            try:
                details = (None, None, None) if error is None else (type(error), error, error.__traceback__)
                if exit(*details):
                    suppressed, pending, error = True, False, None
            except BaseException as new:
                _chain(new, error, outside)
                pending, error = True, new
        if pending:
            _raise_with(error, error.__context__)
        return received and suppressed

    def close(self):
        """Leaves everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """An ExitStack that also takes asynchronous context managers and callbacks."""

    async def enter_async_context(self, cm):
        """Enters an asynchronous context manager and adds its exit."""
        cls = type(cm)
        enter = _method_of(cls, "__aenter__", "asynchronous context manager")
        leave = _method_of(cls, "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._exit_callbacks.append((False, _MethodType(leave, cm)))
        return result

    def push_async_exit(self, exit):
        """Adds an asynchronous __aexit__, or a function called as one."""
        method = getattr(type(exit), "__aexit__", None)
        self._exit_callbacks.append((False, exit if method is None else _MethodType(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **keywords):
        """Adds a coroutine function to await at the end."""
        async def exit(exc_type, exc, tb):
            await callback(*args, **keywords)
        exit.__wrapped__ = callback
        self._exit_callbacks.append((False, exit))
        return callback

    async def aclose(self):
        """Leaves everything now."""
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *exc_details):
        error = exc_details[1]
        outside = _sys.exception()
        received = error is not None
        suppressed = pending = False
        while self._exit_callbacks:
            is_sync, exit = self._exit_callbacks.pop()
            try:
                details = (None, None, None) if error is None else (type(error), error, error.__traceback__)
                done = exit(*details) if is_sync else await exit(*details)
                if done:
                    suppressed, pending, error = True, False, None
            except BaseException as new:
                _chain(new, error, outside)
                pending, error = True, new
        if pending:
            _raise_with(error, error.__context__)
        return received and suppressed
