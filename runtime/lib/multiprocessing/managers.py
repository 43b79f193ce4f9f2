"""Managers: a process that keeps objects for others, which use them by proxies (proxies.py).

The manager has one thread for each connection. It keeps an object as long as there are proxies of it.
"""

import queue
import signal
import sys
import threading
from traceback import format_exc

from . import context, pool, process, resource_tracker, shared_memory, util
from .connection import Client, Listener, answer_challenge, deliver_challenge
from .proxies import (
    AcquirerProxy, Array, ArrayProxy, AutoProxy, BarrierProxy, BaseProxy, ConditionProxy, DictProxy, EventProxy,
    IteratorProxy, ListProxy, MakeProxyType, Namespace, NamespaceProxy, PoolProxy, RemoteError, State, Token, Value,
    ValueProxy, dispatch)
from .reduction import ForkingPickler

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token", "MakeProxyType", "RemoteError", "SharedMemoryManager"]

_view_types = [type({}.keys()), type({}.items()), type({}.values())]


def _rebuild_as_list(obj):
    return list, (list(obj),)


for _type in _view_types:
    ForkingPickler.register(_type, _rebuild_as_list)


def all_methods(obj):
    """The names of all methods of an object."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """The names of those that do not begin with an underscore."""
    return [name for name in all_methods(obj) if name[0] != "_"]


class Server:
    """The objects, in the manager's process."""

    public = ["shutdown", "create", "accept_connection", "get_methods", "debug_info", "number_of_objects", "dummy",
              "incref", "decref"]

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError("Authkey {0!r} is type {1!s}, not bytes".format(authkey, type(authkey)))
        self.registry = registry
        self.authkey = process.AuthenticationString(authkey)
        self.listener = Listener(address=address, backlog=128)
        self.address = self.listener.address
        self.id_to_obj = {"0": (None, ())}
        self.id_to_local_proxy_obj = {}
        self.id_to_refcount = {}
        self.mutex = threading.Lock()

    def serve_forever(self):
        """Answer until shutdown."""
        self.stop_event = threading.Event()
        process.current_process()._manager_server = self
        try:
            threading.Thread(target=self.accepter, daemon=True).start()
            try:
                while not self.stop_event.is_set():
                    self.stop_event.wait(1)
            except (KeyboardInterrupt, SystemExit):
                pass
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            sys.exit(0)

    def accepter(self):
        """In a thread: a further thread for each connection."""
        while True:
            try:
                connection = self.listener.accept()
            except (OSError, EOFError, context.AuthenticationError):
                continue
            threading.Thread(target=self.handle_request, args=(connection,), daemon=True).start()

    def handle_request(self, connection):
        """In a thread: the first request of a connection; accept_connection() makes it one for proxies."""
        try:
            deliver_challenge(connection, self.authkey)
            answer_challenge(connection, self.authkey)
            id, name, args, kwds = connection.recv()
            assert name in self.public, "%r unrecognized" % name
            function = getattr(self, name)
        except Exception:
            answer = "#TRACEBACK", format_exc()
        else:
            try:
                answer = "#RETURN", function(connection, *args, **kwds)
            except SystemExit:
                connection.close()
                return
            except Exception:
                answer = "#TRACEBACK", format_exc()
        try:
            connection.send(answer)
        except Exception as error:
            try:
                connection.send(("#TRACEBACK", format_exc()))
            except Exception:
                pass
            util.info("Failure to send message: %r", answer)
            util.info(" ... exception was %r", error)
        connection.close()

    def serve_client(self, connection):
        """In a thread: the calls of the proxies of one thread."""
        while not self.stop_event.is_set():
            try:
                request = connection.recv()
            except EOFError:
                sys.exit(0)
            answer = self._call(*request)
            try:
                try:
                    connection.send(answer)
                except Exception:
                    connection.send(("#UNSERIALIZABLE", format_exc()))
            except Exception as error:
                util.info("exception in thread serving %r", threading.current_thread().name)
                util.info(" ... exception was %r", error)
                connection.close()
                sys.exit(1)

    def _call(self, ident, name, args, kwds):
        """Call a method of an object; the answer."""
        try:
            with self.mutex:
                obj, exposed, *rest = self.id_to_obj.get(ident) or self.id_to_local_proxy_obj[ident]
        except KeyError:
            return "#TRACEBACK", format_exc()
        to_typeid = rest[0] if rest else None
        if name not in exposed:
            if name == "#GETVALUE":
                return "#RETURN", obj
            if name in ("__str__", "__repr__"):
                return "#RETURN", str(obj) if name == "__str__" else repr(obj)
            return "#TRACEBACK", "AttributeError: method %r of %r object is not in exposed=%r\n" % (
                name, type(obj), exposed)
        try:
            result = getattr(obj, name)(*args, **kwds)
        except Exception as error:
            return "#ERROR", error
        typeid = to_typeid and to_typeid.get(name)
        if typeid:
            ident, exposed = self.create(None, typeid, result)
            return "#PROXY", (exposed, Token(typeid, self.address, ident))
        return "#RETURN", result

    def dummy(self, connection):
        """Nothing: whether the manager answers."""

    def debug_info(self, connection):
        """The objects, as text."""
        with self.mutex:
            return "\n".join("  %s:       refcount=%s\n    %s" % (id, self.id_to_refcount.get(id), str(entry[0])[:75])
                             for id, entry in self.id_to_obj.items() if id != "0")

    def number_of_objects(self, connection):
        """How many there are."""
        return len(self.id_to_refcount)

    def shutdown(self, connection):
        """End the manager."""
        try:
            util.debug("manager received shutdown message")
            connection.send(("#RETURN", None))
        finally:
            self.stop_event.set()

    def create(self, connection, typeid, /, *args, **kwds):
        """A new object: (its number, the names of its methods)."""
        with self.mutex:
            make, exposed, method_to_typeid, _ = self.registry[typeid]
            if make is None:
                if kwds or len(args) != 1:
                    raise ValueError("Without callable, must have one non-keyword argument")
                obj = args[0]
            else:
                obj = make(*args, **kwds)
            exposed = list(public_methods(obj) if exposed is None else exposed)
            if method_to_typeid is not None:
                exposed += list(method_to_typeid)
            ident = "%x" % id(obj)
            self.id_to_obj[ident] = obj, set(exposed), method_to_typeid
            self.id_to_refcount.setdefault(ident, 0)
        self.incref(connection, ident)
        return ident, tuple(exposed)

    def get_methods(self, connection, token):
        """The names of an object's methods."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, connection, name):
        """The connection is for proxies."""
        threading.current_thread().name = name
        connection.send(("#RETURN", None))
        self.serve_client(connection)

    def incref(self, connection, ident):
        """There is one more proxy of an object."""
        with self.mutex:
            if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
                self.id_to_obj[ident] = self.id_to_local_proxy_obj[ident]
                self.id_to_refcount[ident] = 0
            self.id_to_refcount[ident] += 1

    def decref(self, connection, ident):
        """There is one less."""
        with self.mutex:
            if self.id_to_refcount[ident] <= 0:
                raise AssertionError("Id {0!s} has refcount {1:n}, not 1+".format(ident, self.id_to_refcount[ident]))
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident]:
                return
            del self.id_to_refcount[ident]
            gone = self.id_to_obj.pop(ident)
        del gone  # outside of the lock: its end may call back


class BaseManager:
    """A manager; register() says what objects it can make."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if serializer == "xmlrpclib":
            raise NotImplementedError("gilt has no xmlrpc: the serializer is 'pickle'")
        if serializer != "pickle":
            raise KeyError(serializer)
        if authkey is None:
            authkey = process.current_process().authkey
        self._address = address
        self._authkey = process.AuthenticationString(authkey)
        self._state = State()
        self._serializer = serializer
        self._ctx = ctx or context._default_context.get_context()
        self._shutdown_timeout = shutdown_timeout

    def get_server(self):
        """A server to run in this process."""
        self._check_initial()
        return self._Server(self._registry, self._address, self._authkey, self._serializer)

    def _check_initial(self):
        if self._state.value == State.STARTED:
            raise context.ProcessError("Already started server")
        if self._state.value == State.SHUTDOWN:
            raise context.ProcessError("Manager has shut down")
        if self._state.value != State.INITIAL:
            raise context.ProcessError("Unknown state {!r}".format(self._state.value))

    def connect(self):
        """Use a manager that runs elsewhere."""
        connection = Client(self._address, authkey=self._authkey)
        dispatch(connection, None, "dummy")
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start the process."""
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        reader, writer = self._ctx.Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=type(self)._run_server,
            args=(self._registry, self._address, self._authkey, self._serializer, writer, initializer, initargs))
        ident = ":".join(str(i) for i in self._process._identity)
        self._process.name = type(self).__name__ + "-" + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(
            self, type(self)._finalize_manager,
            args=(self._process, self._address, self._authkey, self._state, self._shutdown_timeout), exitpriority=0)

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        writer.send(server.address)
        writer.close()
        util.info("manager serving at %r", server.address)
        server.serve_forever()

    def _create(self, typeid, /, *args, **kwds):
        """A new object: its token and the names of its methods."""
        assert self._state.value == State.STARTED, "server not yet started"
        with Client(self._address, authkey=self._authkey) as connection:
            id, exposed = dispatch(connection, None, "create", (typeid, *args), kwds)
        return Token(typeid, self._address, id), exposed

    def join(self, timeout=None):
        """Wait for the process's end."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _debug_info(self):
        with Client(self._address, authkey=self._authkey) as connection:
            return dispatch(connection, None, "debug_info")

    def _number_of_objects(self):
        with Client(self._address, authkey=self._authkey) as connection:
            return dispatch(connection, None, "number_of_objects")

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            self._check_initial()
        return self

    def __exit__(self, *exc_info):
        self.shutdown()

    @staticmethod
    def _finalize_manager(server, address, authkey, state, shutdown_timeout):
        if server.is_alive():
            util.info("sending shutdown message to manager")
            try:
                with Client(address, authkey=authkey) as connection:
                    dispatch(connection, None, "shutdown")
            except Exception:
                pass
            server.join(timeout=shutdown_timeout)
            if server.is_alive():
                server.terminate()
                server.join(timeout=shutdown_timeout)
                if server.is_alive():
                    server.kill()
                    server.join()
        state.value = State.SHUTDOWN
        BaseProxy._address_to_local.pop(address, None)

    @property
    def address(self):
        """Where it listens."""
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Have managers of this class make objects by callable; proxies of them are called typeid."""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        cls._registry[typeid] = callable, exposed, method_to_typeid, proxytype
        if create_method:
            def make(self, /, *args, **kwds):
                token, exposed = self._create(typeid, *args, **kwds)
                proxy = proxytype(token, self._serializer, manager=self, authkey=self._authkey, exposed=exposed)
                with Client(token.address, authkey=self._authkey) as connection:
                    dispatch(connection, None, "decref", (token.id,))
                return proxy

            make.__name__ = typeid
            setattr(cls, typeid, make)


class SharedMemoryServer(Server):
    """A server that remembers names of shared memory, and deletes it at its end."""

    public = Server.public + ["track_segment", "release_segment", "list_segments"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.segments = []

    def track_segment(self, connection, segment_name):
        """There is one more."""
        self.segments.append(segment_name)

    def release_segment(self, connection, segment_name):
        """Delete one."""
        self.segments.remove(segment_name)
        segment = shared_memory.SharedMemory(segment_name)
        segment.close()
        segment.unlink()

    def list_segments(self, connection):
        """Their names."""
        return self.segments

    def shutdown(self, connection):
        for name in self.segments[:]:
            self.release_segment(connection, name)
        super().shutdown(connection)


class SharedMemoryManager(BaseManager):
    """A manager of shared memory, which is deleted with it."""

    _Server = SharedMemoryServer

    def __init__(self, *args, **kwargs):
        resource_tracker.ensure_running()  # before the server is started: both have the same
        super().__init__(*args, **kwargs)

    def _track(self, made, name):
        try:
            with Client(self._address, authkey=self._authkey) as connection:
                dispatch(connection, None, "track_segment", (name,))
        except BaseException:
            shared_memory.SharedMemory(name).unlink()
            raise
        return made

    def SharedMemory(self, size):
        """A new block of shared memory."""
        memory = shared_memory.SharedMemory(None, create=True, size=size)
        return self._track(memory, memory.name)

    def ShareableList(self, sequence):
        """A new list in shared memory."""
        items = shared_memory.ShareableList(sequence)
        return self._track(items, items.shm.name)


class SyncManager(BaseManager):
    """A manager of the usual objects: lists, dicts, locks, queues."""


for _name, _callable, _proxy in (
        ("Queue", queue.Queue, None), ("JoinableQueue", queue.Queue, None), ("Event", threading.Event, EventProxy),
        ("Lock", threading.Lock, AcquirerProxy), ("RLock", threading.RLock, AcquirerProxy),
        ("Semaphore", threading.Semaphore, AcquirerProxy),
        ("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy),
        ("Condition", threading.Condition, ConditionProxy), ("Barrier", threading.Barrier, BarrierProxy),
        ("Pool", pool.Pool, PoolProxy), ("list", list, ListProxy), ("dict", dict, DictProxy),
        ("Value", Value, ValueProxy), ("Array", Array, ArrayProxy), ("Namespace", Namespace, NamespaceProxy)):
    SyncManager.register(_name, _callable, _proxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)
del _name, _callable, _proxy, _type
