# Reading pickles: the machine that runs them. See pickle.py.

import copyreg
import struct
import sys
from _traceback import hide_module as _hide_module

import _pickle_codes as codes
from _pickle_codes import UnpicklingError

_hide_module()  # CPython has it in C


_MISSING = object()


class _Stop(Exception):
    """Ends the machine; carries the object."""

    def __init__(self, value):
        self.value = value


class BytesFile:
    """Bytes to be read piece by piece: as much of a file as Unpickler needs."""

    def __init__(self, data):
        self.data = data
        self.place = 0

    def read(self, n):
        start = self.place
        self.place = start + n
        return self.data[start:start + n]

    def readline(self):
        end = self.data.find(b"\n", self.place) + 1
        return self.read((end or len(self.data)) - self.place)

    def has_ahead(self, n):
        """Whether n more bytes are there."""
        return len(self.data) - self.place >= n


class _FileAhead:
    """A file of which frames are read ahead."""

    def __init__(self, file):
        self.file = file
        self.ahead = BytesFile(b"")

    def read(self, n):
        data = self.ahead.read(n)
        return data if len(data) == n else data + self.file.read(n - len(data))

    def readline(self):
        line = self.ahead.readline()
        return line if line.endswith(b"\n") else line + self.file.readline()

    def has_ahead(self, n):
        """Whether n more bytes are there, which are read."""
        self.ahead = BytesFile(self.read(n))
        return self.ahead.has_ahead(n)


def _import_module(module_name, global_name):
    """The module in which a pickle names something."""
    module_name = codes.local_module(module_name, global_name)
    __import__(module_name, level=0)
    return sys.modules[module_name]


def find_global(module_name, global_name):
    """What protocol 4 names: the names may have dots."""
    module = sys.modules.get(module_name)
    found = _MISSING if module is None else getattr(module, global_name, _MISSING)
    if found is not _MISSING:
        return found
    return codes.find_dotted(_import_module(module_name, global_name), global_name)[0]


# Instructions: code -> method of Unpickler.
_HANDLERS = {}


def _on(code):
    """Registers the function that follows for an instruction."""
    def register(function):
        _HANDLERS[code[0]] = function
        return function
    return register


class Unpickler:
    """Reads pickles from a binary file.

    stack is the part of the machine's stack above the last mark, metastack the parts below each.
    """

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file if isinstance(file, BytesFile) else _FileAhead(file)
        self._file_read = self._file.read
        self._file_readline = self._file.readline
        self._buffers = None if buffers is None else iter(buffers)
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """The next object in the file."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by "
                                  f"{self.__class__.__name__}.__init__()")
        self.metastack = []
        self.stack = []
        self.append = self.stack.append
        self.proto = 0
        read = self._file_read
        handlers = _HANDLERS
        try:
            while True:
                code = read(1)
                if not code:
                    raise EOFError("Ran out of input")
                handler = handlers.get(code[0])
                if handler is None:
                    shown = repr(code)[1:]
                    raise UnpicklingError(f"invalid load key, {shown}.")
                handler(self)
        except _Stop as stop:
            return stop.value
        except IndexError:
            raise UnpicklingError("unpickling stack underflow") from None

    # --- what subclasses change ---

    def persistent_load(self, pid):
        """The object that a persistent id stands for."""
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load "
                              "function was specified.")

    def find_class(self, module_name, global_name, /):
        """The class or function that a pickle names."""
        if self.proto < 3 and self.fix_imports:
            module_name, global_name = codes.new_name(module_name, global_name)
        if self.proto >= 4:
            return find_global(module_name, global_name)
        module = _import_module(module_name, global_name)
        try:
            return getattr(module, global_name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {global_name!r} on {module!r}") from None

    # --- reading ---

    def read(self, n):
        """Exactly n bytes."""
        data = self._file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        return data

    def read_number(self, layout, size):
        return struct.unpack(layout, self.read(size))[0]

    def readline(self):
        """A line without its end."""
        line = self._file_readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def pop_mark(self):
        """Everything above the last mark, which goes."""
        items = self.stack
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    # --- the machine ---

    @_on(codes.PROTO)
    def load_proto(self):
        proto = self.read(1)[0]
        if proto > 5:
            raise ValueError(f"unsupported pickle protocol: {proto}")
        self.proto = proto

    @_on(codes.FRAME)
    def load_frame(self):
        length = self.read_number("<Q", 8)
        if length > sys.maxsize:
            raise OverflowError(f"FRAME length exceeds system's maximum of {sys.maxsize} bytes")
        if not self._file.has_ahead(length):
            raise UnpicklingError("pickle data was truncated")

    @_on(codes.MARK)
    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    @_on(codes.STOP)
    def load_stop(self):
        raise _Stop(self.stack.pop())

    @_on(codes.POP)
    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self.pop_mark()

    @_on(codes.POP_MARK)
    def load_pop_mark(self):
        self.pop_mark()

    @_on(codes.DUP)
    def load_dup(self):
        self.append(self.stack[-1])

    # --- the memo ---

    def _fetch(self, number):
        if number not in self.memo:
            raise UnpicklingError(f"Memo value not found at index {number}")
        self.append(self.memo[number])

    @_on(codes.GET)
    def load_get(self):
        self._fetch(int(self.readline()))

    @_on(codes.BINGET)
    def load_binget(self):
        self._fetch(self.read(1)[0])

    @_on(codes.LONG_BINGET)
    def load_long_binget(self):
        self._fetch(self.read_number("<I", 4))

    @_on(codes.PUT)
    def load_put(self):
        number = int(self.readline())
        if number < 0:
            raise ValueError("negative PUT argument")
        self.memo[number] = self.stack[-1]

    @_on(codes.BINPUT)
    def load_binput(self):
        self.memo[self.read(1)[0]] = self.stack[-1]

    @_on(codes.LONG_BINPUT)
    def load_long_binput(self):
        self.memo[self.read_number("<I", 4)] = self.stack[-1]

    @_on(codes.MEMOIZE)
    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    # --- constants ---

    @_on(codes.NONE)
    def load_none(self):
        self.append(None)

    @_on(codes.NEWTRUE)
    def load_true(self):
        self.append(True)

    @_on(codes.NEWFALSE)
    def load_false(self):
        self.append(False)

    @_on(codes.INT)
    def load_int(self):
        data = self.readline()
        try:
            self.append(data == b"01" if data in (b"00", b"01") else int(data, 0))
        except ValueError:
            raise ValueError("could not convert string to int") from None

    @_on(codes.BININT)
    def load_binint(self):
        self.append(self.read_number("<i", 4))

    @_on(codes.BININT1)
    def load_binint1(self):
        self.append(self.read(1)[0])

    @_on(codes.BININT2)
    def load_binint2(self):
        self.append(self.read_number("<H", 2))

    @_on(codes.LONG)
    def load_long(self):
        self.append(int(self.readline().rstrip(b"L"), 0))

    @_on(codes.LONG1)
    def load_long1(self):
        self.append(int.from_bytes(self.read(self.read(1)[0]), "little", signed=True))

    @_on(codes.LONG4)
    def load_long4(self):
        size = self.read_number("<i", 4)
        if size < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self.append(int.from_bytes(self.read(size), "little", signed=True))

    @_on(codes.FLOAT)
    def load_float(self):
        self.append(float(self.readline()))

    @_on(codes.BINFLOAT)
    def load_binfloat(self):
        self.append(self.read_number(">d", 8))

    # --- text and bytes ---

    def _decode(self, data):
        return data if self.encoding == "bytes" else data.decode(self.encoding, self.errors)

    @_on(codes.STRING)
    def load_string(self):
        data = self.readline()
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b"\"'":
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import ast
        self.append(self._decode(ast.literal_eval("b" + data.decode("latin-1"))))

    @_on(codes.BINSTRING)
    def load_binstring(self):
        size = self.read_number("<i", 4)
        if size < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self.append(self._decode(self.read(size)))

    @_on(codes.SHORT_BINSTRING)
    def load_short_binstring(self):
        self.append(self._decode(self.read(self.read(1)[0])))

    @_on(codes.UNICODE)
    def load_unicode(self):
        import re
        text = self.readline().decode("latin-1")
        self.append(re.sub(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))",
                           lambda match: chr(int(match[1] or match[2], 16)), text))

    def _load_text(self, size):
        self.append(str(self.read(size), "utf-8", "surrogatepass"))

    @_on(codes.BINUNICODE)
    def load_binunicode(self):
        self._load_text(self.read_number("<I", 4))

    @_on(codes.SHORT_BINUNICODE)
    def load_short_binunicode(self):
        self._load_text(self.read(1)[0])

    @_on(codes.BINUNICODE8)
    def load_binunicode8(self):
        self._load_text(self.read_number("<Q", 8))

    @_on(codes.BINBYTES)
    def load_binbytes(self):
        self.append(self.read(self.read_number("<I", 4)))

    @_on(codes.SHORT_BINBYTES)
    def load_short_binbytes(self):
        self.append(self.read(self.read(1)[0]))

    @_on(codes.BINBYTES8)
    def load_binbytes8(self):
        self.append(self.read(self.read_number("<Q", 8)))

    @_on(codes.BYTEARRAY8)
    def load_bytearray8(self):
        self.append(bytearray(self.read(self.read_number("<Q", 8))))

    @_on(codes.NEXT_BUFFER)
    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    @_on(codes.READONLY_BUFFER)
    def load_readonly_buffer(self):
        view = memoryview(self.stack[-1])
        if not view.readonly:
            self.stack[-1] = view.toreadonly()

    # --- containers ---

    @_on(codes.TUPLE)
    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))

    @_on(codes.EMPTY_TUPLE)
    def load_empty_tuple(self):
        self.append(())

    @_on(codes.TUPLE1)
    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)

    @_on(codes.TUPLE2)
    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]

    @_on(codes.TUPLE3)
    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]

    @_on(codes.EMPTY_LIST)
    def load_empty_list(self):
        self.append([])

    @_on(codes.LIST)
    def load_list(self):
        items = self.pop_mark()
        self.append(items)

    @_on(codes.APPEND)
    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    @_on(codes.APPENDS)
    def load_appends(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if hasattr(target, "extend"):
            target.extend(items)
        else:
            for item in items:
                target.append(item)

    @_on(codes.EMPTY_DICT)
    def load_empty_dictionary(self):
        self.append({})

    @_on(codes.DICT)
    def load_dict(self):
        items = self.pop_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for DICT")
        self.append(dict(zip(items[::2], items[1::2])))

    @_on(codes.SETITEM)
    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    @_on(codes.SETITEMS)
    def load_setitems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        for place in range(0, len(items), 2):
            target[items[place]] = items[place + 1]

    @_on(codes.EMPTY_SET)
    def load_empty_set(self):
        self.append(set())

    @_on(codes.ADDITEMS)
    def load_additems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    @_on(codes.FROZENSET)
    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))

    # --- objects ---

    @_on(codes.PERSID)
    def load_persid(self):
        self.append(self.persistent_load(self.readline().decode("ascii")))

    @_on(codes.BINPERSID)
    def load_binpersid(self):
        pid = self.stack.pop()
        self.append(self.persistent_load(pid))

    @_on(codes.GLOBAL)
    def load_global(self):
        module = self.readline().decode("utf-8")
        name = self.readline().decode("utf-8")
        self.append(self.find_class(module, name))

    @_on(codes.STACK_GLOBAL)
    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.append(self.find_class(module, name))

    def _load_extension(self, code):
        """What copyreg.add_extension() gave a code."""
        if code <= 0:
            raise UnpicklingError("EXT specifies code <= 0")
        found = copyreg._extension_cache.get(code, _MISSING)
        if found is _MISSING:
            key = copyreg._inverted_registry.get(code)
            if key is None:
                raise ValueError(f"unregistered extension code {code}")
            found = copyreg._extension_cache[code] = self.find_class(*key)
        self.append(found)

    @_on(codes.EXT1)
    def load_ext1(self):
        self._load_extension(self.read(1)[0])

    @_on(codes.EXT2)
    def load_ext2(self):
        self._load_extension(self.read_number("<H", 2))

    @_on(codes.EXT4)
    def load_ext4(self):
        self._load_extension(self.read_number("<i", 4))

    @_on(codes.REDUCE)
    def load_reduce(self):
        arguments = self.stack.pop()
        function = self.stack[-1]
        self.stack[-1] = function(*arguments)

    def _pop_class(self, code):
        cls = self.stack.pop()
        if not isinstance(cls, type):
            raise UnpicklingError(f"{code} class argument must be a type, not {type(cls).__name__}")
        return cls

    @_on(codes.NEWOBJ)
    def load_newobj(self):
        arguments = self.stack.pop()
        cls = self._pop_class("NEWOBJ")
        self.append(cls.__new__(cls, *arguments))

    @_on(codes.NEWOBJ_EX)
    def load_newobj_ex(self):
        keywords = self.stack.pop()
        arguments = self.stack.pop()
        cls = self._pop_class("NEWOBJ_EX")
        self.append(cls.__new__(cls, *arguments, **keywords))

    def _instantiate(self, cls, arguments):
        if arguments or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            self.append(cls(*arguments))
        else:
            self.append(cls.__new__(cls))

    @_on(codes.INST)
    def load_inst(self):
        module = self.readline().decode("ascii")
        name = self.readline().decode("ascii")
        cls = self.find_class(module, name)
        self._instantiate(cls, self.pop_mark())

    @_on(codes.OBJ)
    def load_obj(self):
        cls, *arguments = self.pop_mark()
        self._instantiate(cls, arguments)

    @_on(codes.BUILD)
    def load_build(self):
        state = self.stack.pop()
        made = self.stack[-1]
        setter = getattr(made, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            attributes = made.__dict__
            for name, value in state.items():
                attributes[sys.intern(name) if type(name) is str else name] = value
        if slots is not None:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for name, value in slots.items():
                setattr(made, name, value)


Unpickler.__module__ = "pickle"
