"""Objects as bytes, and back: dump(), load(), dumps(), loads().

A pickle is a program for a small stack machine (see _pickle_codes). Pickler writes one that makes
the object again; _unpickle.Unpickler runs it. What occurs twice is written once, kept in the memo
of the machine, and fetched from there.

Protocols 0 to 5 are read and written; the files can be exchanged with CPython. Protocol 0 is lines of
text, 1 the same in bytes; both know no short forms for tuples and for making objects.

What consists of plain values only, which is most of what programs send to each other, dumps() and
loads() leave to the module _pickle_plain, which does the same in C. What it cannot do it refuses.
"""

import io
import struct as _struct
import sys
from _traceback import hide_module as _hide_module
from copyreg import __newobj__ as _newobj, __newobj_ex__ as _newobj_ex, _extension_registry, dispatch_table
from types import FunctionType

import _pickle_codes as _codes
import _pickle_plain
from _pickle_codes import PickleBuffer, PickleError, PicklingError, UnpicklingError
from _unpickle import BytesFile as _BytesFile, Unpickler, find_global as _find_global

_hide_module()  # CPython has it in C

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load",
           "loads", "PickleBuffer", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4

_FRAME_SIZE = 64 * 1024  # protocol 4 groups what it writes into frames of about this size
_BATCH = 1000            # items added to a container at once
_NOT_PLAIN = object()
_NAMELESS = type(None), type(NotImplemented), type(...)
_IN_LINES = {ord(char): f"\\u{ord(char):04x}" for char in "\\\0\n\r\x1a"}  # what a line cannot hold


class Pickler:
    """Writes pickles to a binary file. Objects in it that occur in several are written once."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        try:
            self._write_out = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.proto = protocol
        self.bin = protocol >= 1
        self.fast = False
        self.fix_imports = fix_imports and protocol < 3
        self._buffer_callback = buffer_callback
        self.memo = {}  # id -> (number in the memo, the object, which is kept alive so)
        self._frame = bytearray()
        self.write = self._frame.extend

    def clear_memo(self):
        """Forgets which objects have been written."""
        self.memo.clear()

    def dump(self, obj):
        """Writes one pickle."""
        if not hasattr(self, "_frame"):
            raise PicklingError(f"Pickler.__init__() was not called by {self.__class__.__name__}.__init__()")
        if self.proto >= 2:
            self._write_out(_codes.PROTO + bytes((self.proto,)))
        try:
            self.save(obj)
        except BaseException as error:
            self._frame.clear()
            if isinstance(error, RecursionError):
                raise RecursionError("maximum recursion depth exceeded while pickling an object") from None
            raise
        self.write(_codes.STOP)
        self._end_frame()

    def persistent_id(self, obj):
        """For subclasses: what stands for an object that is stored elsewhere; None: it is pickled."""
        return None

    # --- writing ---

    def _end_frame(self):
        frame = self._frame
        if self.proto >= 4 and len(frame) >= 4:
            self._write_out(_codes.FRAME + _struct.pack("<Q", len(frame)))
        if frame:
            self._write_out(bytes(frame))
            frame.clear()

    def _write_large(self, header, data):
        """Data that is too large to be copied into a frame."""
        if self.proto >= 4 and len(data) >= _FRAME_SIZE:
            self._end_frame()
            self._write_out(header)
            self._write_out(data)
        else:
            self.write(header)
            self.write(data)

    def memoize(self, obj):
        """Has the machine keep what is on top of its stack, which is obj."""
        if self.fast:
            return
        number = len(self.memo)
        self.memo[id(obj)] = number, obj
        if self.proto >= 4:
            self.write(_codes.MEMOIZE)
        elif not self.bin:
            self.write(b"%s%d\n" % (_codes.PUT, number))
        elif number < 256:
            self.write(_codes.BINPUT + bytes((number,)))
        else:
            self.write(_codes.LONG_BINPUT + _struct.pack("<I", number))

    def _get(self, number):
        if not self.bin:
            self.write(b"%s%d\n" % (_codes.GET, number))
        elif number < 256:
            self.write(_codes.BINGET + bytes((number,)))
        else:
            self.write(_codes.LONG_BINGET + _struct.pack("<I", number))

    # --- objects ---

    def save(self, obj, save_persistent_id=True):
        """Writes the part of the program that pushes obj."""
        if len(self._frame) >= _FRAME_SIZE:
            self._end_frame()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                if self.bin:
                    self.save(pid, save_persistent_id=False)
                    self.write(_codes.BINPERSID)
                    return
                try:
                    self.write(_codes.PERSID + str(pid).encode("ascii") + b"\n")
                except UnicodeEncodeError:
                    raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
                return
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        cls = type(obj)
        saver = _SAVERS.get(cls)
        override = getattr(self, "reducer_override", None)
        if override is not None and (saver is None or cls in (type, FunctionType)):
            reduced = override(obj)
            if reduced is not NotImplemented:
                self._save_reduced(obj, reduced)
                return
        if saver is not None:
            saver(self, obj)
            return
        reducer = getattr(self, "dispatch_table", dispatch_table).get(cls)
        if reducer is not None:
            reduced = reducer(obj)
        elif issubclass(cls, type):
            self.save_type(obj)
            return
        else:
            reduced = obj.__reduce_ex__(self.proto)
        self._save_reduced(obj, reduced)

    def _save_reduced(self, obj, reduced):
        if isinstance(reduced, str):
            self.save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(*reduced, obj=obj)

    def save_none(self, obj):
        self.write(_codes.NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(_codes.NEWTRUE if obj else _codes.NEWFALSE)
        else:
            self.write(b"I01\n" if obj else b"I00\n")

    def save_int(self, obj):
        if self.proto < 2 and not (self.bin and -0x80000000 <= obj <= 0x7FFFFFFF):
            is_small = -0x80000000 <= obj <= 0x7FFFFFFF
            self.write(b"I%d\n" % obj if is_small else b"L%dL\n" % obj)
        elif 0 <= obj < 256:
            self.write(_codes.BININT1 + bytes((obj,)))
        elif 0 <= obj < 65536:
            self.write(_codes.BININT2 + _struct.pack("<H", obj))
        elif -0x80000000 <= obj <= 0x7FFFFFFF:
            self.write(_codes.BININT + _struct.pack("<i", obj))
        else:
            size = (obj.bit_length() >> 3) + 1
            data = obj.to_bytes(size, "little", signed=True)
            if obj < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
                data = data[:-1]
            if len(data) < 256:
                self.write(_codes.LONG1 + bytes((len(data),)) + data)
            else:
                self.write(_codes.LONG4 + _struct.pack("<i", len(data)) + data)

    def save_float(self, obj):
        self.write(_codes.BINFLOAT + _struct.pack(">d", obj) if self.bin else b"F%a\n" % obj)

    def save_bytes(self, obj):
        if self.proto < 3:
            import codecs
            if obj:
                self.save_reduce(codecs.encode, (str(obj, "latin-1"), "latin1"), obj=obj)
            else:
                self.save_reduce(bytes, (), obj=obj)
            return
        size = len(obj)
        if size < 256:
            self.write(_codes.SHORT_BINBYTES + bytes((size,)) + obj)
        elif size > 0xFFFFFFFF and self.proto >= 4:
            self._write_large(_codes.BINBYTES8 + _struct.pack("<Q", size), obj)
        else:
            self._write_large(_codes.BINBYTES + _struct.pack("<I", size), obj)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self._save_reduced(obj, obj.__reduce_ex__(self.proto))
            return
        data = bytes(obj)
        self._write_large(_codes.BYTEARRAY8 + _struct.pack("<Q", len(data)), data)
        self.memoize(obj)

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        if not memoryview(obj).contiguous:
            raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
        view = obj.raw()
        if self._buffer_callback is not None and not self._buffer_callback(obj):
            self.write(_codes.NEXT_BUFFER)
            if view.readonly:
                self.write(_codes.READONLY_BUFFER)
        elif view.readonly:
            self.save_bytes(view.tobytes())
        else:
            self.save_bytearray(bytearray(view.tobytes()))

    def save_str(self, obj):
        if not self.bin:
            self.write(_codes.UNICODE + obj.translate(_IN_LINES).encode("raw-unicode-escape") + b"\n")
            self.memoize(obj)
            return
        data = obj.encode("utf-8", "surrogatepass")
        size = len(data)
        if size < 256 and self.proto >= 4:
            self.write(_codes.SHORT_BINUNICODE + bytes((size,)) + data)
        elif size > 0xFFFFFFFF and self.proto >= 4:
            self._write_large(_codes.BINUNICODE8 + _struct.pack("<Q", size), data)
        else:
            self._write_large(_codes.BINUNICODE + _struct.pack("<I", size), data)
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            self.write(_codes.EMPTY_TUPLE if self.bin else _codes.MARK + _codes.TUPLE)
            return
        n = len(obj)
        is_marked = n > 3 or self.proto < 2
        if is_marked:
            self.write(_codes.MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:  # an item refers to this tuple and has made it already
            if is_marked:
                self.write(_codes.POP_MARK if self.bin else _codes.POP * (n + 1))
            else:
                self.write(_codes.POP * n)
            self._get(known[0])
            return
        self.write(_codes.TUPLE if is_marked else (_codes.TUPLE1, _codes.TUPLE2, _codes.TUPLE3)[n - 1])
        self.memoize(obj)

    def save_list(self, obj):
        self.write(_codes.EMPTY_LIST if self.bin else _codes.MARK + _codes.LIST)
        self.memoize(obj)
        self._batch_known(obj, _codes.APPEND, _codes.APPENDS, self.save)

    def save_dict(self, obj):
        self.write(_codes.EMPTY_DICT if self.bin else _codes.MARK + _codes.DICT)
        self.memoize(obj)
        self._batch_known(obj.items(), _codes.SETITEM, _codes.SETITEMS, self._save_pair, ends_short=True)

    def _save_pair(self, pair):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError("dict items iterator must return 2-tuples")
        self.save(pair[0])
        self.save(pair[1])

    def _batch(self, iterator, one, many, save):
        """Adds items to a container, up to 1000 at once; in protocol 0 one by one."""
        if not self.bin:
            for item in iterator:
                save(item)
                self.write(one)
            return
        while True:
            batch = []
            for item in iterator:
                batch.append(item)
                if len(batch) == _BATCH:
                    break
            if len(batch) == 1:
                save(batch[0])
                self.write(one)
            elif batch:
                self.write(_codes.MARK)
                for item in batch:
                    save(item)
                self.write(many)
            if len(batch) < _BATCH:
                return

    def _batch_known(self, items, one, many, save, ends_short=False):
        """The same for the items of a list or dict, whose number is known; only a single one is added by
        `one`. As CPython has it the last batch of a dict ends short: it may be empty."""
        if not self.bin or len(items) == 1:
            for item in items:
                save(item)
                self.write(one)
            return
        iterator = iter(items)
        total, count = 0, _BATCH
        while items and count == _BATCH and (ends_short or total < len(items)):
            self.write(_codes.MARK)
            count = 0
            for item in iterator:
                save(item)
                count += 1
                if count == _BATCH:
                    break
            self.write(many)
            total += count

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(_codes.EMPTY_SET)
        self.memoize(obj)
        items = list(obj)
        for start in range(0, len(items) + 1 if items else 0, _BATCH):
            self.write(_codes.MARK)
            for item in items[start:start + _BATCH]:
                self.save(item)
            self.write(_codes.ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(_codes.MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(_codes.POP_MARK)
            self._get(known[0])
            return
        self.write(_codes.FROZENSET)
        self.memoize(obj)

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self.save_reduce(type, (value,), obj=obj)
                return
        self.save_global(obj)

    def save_function(self, obj):
        self.save_global(obj)

    def save_global(self, obj, name=None):
        """Writes an object that is found by its name in a module."""
        module_name, name, holder = _place_of(obj, name)
        last = name.rpartition(".")[2]
        extension = _extension_registry.get((module_name, name)) if self.proto >= 2 else None
        if extension is not None:
            self._save_extension(extension)
            return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(_codes.STACK_GLOBAL)
        elif holder is not sys.modules[module_name]:
            self.save_reduce(getattr, (holder, last))
        elif self.proto >= 3:
            self.write(_codes.GLOBAL + module_name.encode() + b"\n" + name.encode() + b"\n")
        else:
            if self.fix_imports:
                module_name, name = _codes.old_name(module_name, name)
            try:
                self.write(_codes.GLOBAL + module_name.encode("ascii") + b"\n" + name.encode("ascii") + b"\n")
            except UnicodeEncodeError:
                raise PicklingError(f"can't pickle global identifier '{module_name}.{name}' using pickle "
                                    f"protocol {self.proto}") from None
        self.memoize(obj)

    def _save_extension(self, code):
        if code <= 0xFF:
            self.write(_codes.EXT1 + bytes((code,)))
        elif code <= 0xFFFF:
            self.write(_codes.EXT2 + _struct.pack("<H", code))
        else:
            self.write(_codes.EXT4 + _struct.pack("<i", code))

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        """Writes how obj is made: func(*args), then its state and its items."""
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        for items, place in ((listitems, "fourth"), (dictitems, "fifth")):
            if items is not None and not hasattr(items, "__next__"):
                raise PicklingError(f"{place} element of the tuple returned by __reduce__ must be an iterator, not "
                                    f"{type(items).__name__}")
        if state_setter is not None and not callable(state_setter):
            raise PicklingError("sixth element of the tuple returned by __reduce__ must be a function, not "
                                f"{type(state_setter).__name__}")
        if func is _newobj_ex:
            self._save_new_ex(obj, args)
        elif func is _newobj:
            self._save_new(obj, args)
        else:
            self.save(func)
            self.save(args)
            self.write(_codes.REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:  # the arguments refer to obj and have made it already
                self.write(_codes.POP)
                self._get(known[0])
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch(listitems, _codes.APPEND, _codes.APPENDS, self.save)
        if dictitems is not None:
            self._batch(dictitems, _codes.SETITEM, _codes.SETITEMS, self._save_pair)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self.write(_codes.BUILD)
        else:
            self.save(state_setter)
            self.save(obj)
            self.save(state)
            self.write(_codes.TUPLE2 + _codes.REDUCE + _codes.POP)

    def _check_new(self, obj, cls, name):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"args[0] from {name} args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f"args[0] from {name} args has the wrong class")

    def _save_new(self, obj, args):
        if not args:
            raise PicklingError("__newobj__ arglist is empty")
        self._check_new(obj, args[0], "__newobj__")
        self.save(args[0])
        self.save(args[1:])
        self.write(_codes.NEWOBJ)

    def _save_new_ex(self, obj, args):
        if len(args) != 3:
            raise PicklingError(f"length of the NEWOBJ_EX argument tuple must be exactly 3, not {len(args)}")
        cls, arguments, keywords = args
        self._check_new(obj, cls, "__newobj_ex__")
        if self.proto >= 4:
            self.save(cls)
            self.save(arguments)
            self.save(keywords)
            self.write(_codes.NEWOBJ_EX)
            return
        from functools import partial
        self.save(partial(cls.__new__, cls, *arguments, **keywords))
        self.save(())
        self.write(_codes.REDUCE)


_SAVERS = {type(None): Pickler.save_none, bool: Pickler.save_bool, int: Pickler.save_int,
           float: Pickler.save_float, bytes: Pickler.save_bytes, bytearray: Pickler.save_bytearray,
           str: Pickler.save_str, tuple: Pickler.save_tuple, list: Pickler.save_list, dict: Pickler.save_dict,
           set: Pickler.save_set, frozenset: Pickler.save_frozenset, type: Pickler.save_type,
           FunctionType: Pickler.save_function, PickleBuffer: Pickler.save_picklebuffer}


def whichmodule(obj, name):
    """The name of the module that an object belongs to."""
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    for module_name, module in list(sys.modules.items()):
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _codes.find_dotted(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


def _place_of(obj, name=None):
    """The name of obj's module, its own name, and what it is found in by the last part of that."""
    if name is None:
        name = getattr(obj, "__qualname__", None) or obj.__name__
    module_name = whichmodule(obj, name)
    try:
        __import__(module_name, level=0)
        module = sys.modules[module_name]
    except (ImportError, ValueError, KeyError):
        raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
    try:
        found, holder = _codes.find_dotted(module, name)
    except AttributeError:
        if "<locals>" in name.split("."):
            raise AttributeError(f"Can't get local object {name!r}") from None
        raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
    return module_name, name, holder


def _plain_names(obj):
    """The names of the module and of a class or function in it; None if it has none there."""
    if obj in _NAMELESS:
        return None
    module_name, name = obj.__module__, obj.__qualname__
    if (module_name, name) in _extension_registry:
        return None
    if getattr(sys.modules.get(module_name), name, None) is obj:
        return module_name, name
    return _place_of(obj)[:2]


def _dumps_plain(obj, protocol=None, *reducers):
    """What dumps() gives if obj is plain; else None. reducers are dicts like dispatch_table."""
    return _pickle_plain.dumps(obj, protocol, _plain_names, (dispatch_table, *reducers))


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes obj to a binary file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """obj as bytes."""
    data = _dumps_plain(obj, protocol) if buffer_callback is None else None
    if data is not None:
        return data
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The next object from a binary file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object that bytes stand for."""
    if buffers is None:
        made = _pickle_plain.loads(data, _find_global, _NOT_PLAIN)
        if made is not _NOT_PLAIN:
            return made
    try:
        data = bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return Unpickler(_BytesFile(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding,
                     errors=errors).load()


_Pickler, _Unpickler, _dump, _dumps, _load, _loads = Pickler, Unpickler, dump, dumps, load, loads
