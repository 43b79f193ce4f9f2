"""Plain values as bytes, in CPython's format (version 4).

A code object is no plain value here: it can be loaded only in the process that dumped it.
"""

import struct
import sys

version = 4

_REF = 0x80  # in a code: the object gets the next number, by which "r" means it
_SINGLE = {"N": None, "F": False, "T": True, ".": ..., "S": StopIteration}
_SINGLE_CODES = {id(value): code.encode() for code, value in _SINGLE.items()}
_END = object()  # stands for the end of a dict
_codes = {}  # code objects that have been dumped, by id; they live as long as the process anyway


class _Writer:
    def __init__(self, version, allow_code):
        self.parts = []
        self.version = version
        self.allow_code = allow_code
        self.numbers = {}  # id of an object that has been written: (its number, the object)

    def put(self, value):
        code = _SINGLE_CODES.get(id(value))
        if code is not None:
            self.parts.append(code)
            return
        if self.version >= 3 and not self.number(value):
            return
        flag = _REF if self.version >= 3 else 0
        write = self._writers.get(type(value))
        if write is not None:
            write(self, value, flag)
        else:
            try:
                data = memoryview(value).tobytes()
            except TypeError:
                raise ValueError("unmarshallable object") from None
            self.sized(b"s", data, flag)

    def number(self, value):
        """Whether the value is new; else what stands for it is written."""
        known = self.numbers.get(id(value))
        if known is None:
            self.numbers[id(value)] = len(self.numbers), value
            return True
        self.parts.append(b"r" + struct.pack("<i", known[0]))
        return False

    def letter(self, code, flag):
        self.parts.append(bytes([code[0] | flag]))

    def sized(self, code, data, flag):
        self.letter(code, flag)
        self.parts.append(struct.pack("<i", len(data)) + data)

    def put_int(self, value, flag):
        if -1 << 31 <= value < 1 << 31:
            self.letter(b"i", flag)
            self.parts.append(struct.pack("<i", value))
            return
        digits = []
        rest = abs(value)
        while rest:
            digits.append(rest & 0x7FFF)
            rest >>= 15
        self.letter(b"l", flag)
        self.parts.append(struct.pack(f"<i{len(digits)}H", len(digits) if value > 0 else -len(digits), *digits))

    def put_float(self, value, flag):
        self.numbers_of(value, b"g", b"f", (value,), flag)

    def put_complex(self, value, flag):
        self.numbers_of(value, b"y", b"x", (value.real, value.imag), flag)

    def numbers_of(self, value, code, text_code, floats, flag):
        if self.version > 1:
            self.letter(code, flag)
            self.parts.extend(struct.pack("<d", number) for number in floats)
            return
        self.letter(text_code, flag)
        for number in floats:
            text = b"%.17g" % number
            self.parts.append(bytes([len(text)]) + text)

    def put_bytes(self, value, flag):
        self.sized(b"s", value, flag)

    def put_str(self, value, flag):
        if self.version >= 4 and value.isascii():
            data = value.encode()
            if len(data) < 256:
                self.letter(b"z", flag)
                self.parts.append(bytes([len(data)]) + data)
            else:
                self.sized(b"a", data, flag)
        else:
            self.sized(b"u", value.encode("utf-8", "surrogatepass"), flag)

    def put_tuple(self, value, flag):
        if self.version >= 4 and len(value) < 256:
            self.letter(b")", flag)
            self.parts.append(bytes([len(value)]))
            for item in value:
                self.put(item)
        else:
            self.put_items(b"(", value, flag)

    def put_list(self, value, flag):
        self.put_items(b"[", value, flag)

    def put_set(self, value, flag):
        self.put_items(b"<", value, flag)

    def put_frozenset(self, value, flag):
        self.put_items(b">", value, flag)

    def put_items(self, code, value, flag):
        self.letter(code, flag)
        self.parts.append(struct.pack("<i", len(value)))
        for item in value:
            self.put(item)

    def put_dict(self, value, flag):
        self.letter(b"{", flag)
        for key, item in value.items():
            self.put(key)
            self.put(item)
        self.parts.append(b"0")

    def put_code(self, value, flag):
        if not self.allow_code:
            raise ValueError("unmarshallable object")
        import os
        _codes[id(value)] = value
        self.letter(b"c", flag)
        self.parts.append(b"gilt" + struct.pack("<qq", os.getpid(), id(value)))

    _writers = {int: put_int, float: put_float, complex: put_complex, bytes: put_bytes, str: put_str,
                tuple: put_tuple, list: put_list, set: put_set, frozenset: put_frozenset, dict: put_dict,
                type(put_int.__code__): put_code}


class _Reader:
    def __init__(self, read, allow_code):
        self.read = read
        self.allow_code = allow_code
        self.known = []

    def bytes(self, size):
        data = self.read(size)
        if len(data) < size:
            raise EOFError("marshal data too short")
        return data

    def long(self):
        return struct.unpack("<i", self.bytes(4))[0]

    def size(self, what):
        n = self.long()
        if n < 0:
            raise ValueError(f"bad marshal data ({what} size out of range)")
        return n

    def get(self):
        head = self.read(1)
        if not head:
            raise EOFError("EOF read where object expected")
        code = chr(head[0] & ~_REF)
        if code in _SINGLE:
            return _SINGLE[code]
        if code == "0":
            return _END
        if code == "r":
            return self.reference()
        read = self._readers.get(code)
        if read is None:
            raise ValueError("bad marshal data (unknown type code)")
        place = None
        if head[0] & _REF:
            place = len(self.known)
            self.known.append(_END)
        value = read(self, code, place)
        if place is not None:
            self.known[place] = value
        return value

    def item(self, what):
        value = self.get()
        if value is _END:
            raise TypeError(f"NULL object in marshal data for {what}")
        return value

    def reference(self):
        n = self.long()
        if not 0 <= n < len(self.known) or self.known[n] is _END:
            raise ValueError("bad marshal data (invalid reference)")
        return self.known[n]

    def note(self, place, value):
        """A container can be meant by what is in it."""
        if place is not None:
            self.known[place] = value
        return value

    def get_int(self, code, place):
        return self.long()

    def get_int64(self, code, place):
        return struct.unpack("<q", self.bytes(8))[0]

    def get_digits(self, code, place):
        n = self.long()
        value = 0
        for i, digit in enumerate(struct.unpack(f"<{abs(n)}H", self.bytes(2 * abs(n)))):
            if digit > 0x7FFF:
                raise ValueError("bad marshal data (digit out of range in long)")
            value |= digit << 15 * i
        return value if n >= 0 else -value

    def get_float(self, code, place):
        return struct.unpack("<d", self.bytes(8))[0]

    def get_text_float(self, code, place=None):
        return float(self.bytes(self.bytes(1)[0]))

    def get_complex(self, code, place):
        return complex(self.get_float(code, None), self.get_float(code, None))

    def get_text_complex(self, code, place):
        return complex(self.get_text_float(code), self.get_text_float(code))

    def get_bytes(self, code, place):
        return self.bytes(self.size("bytes object"))

    def get_str(self, code, place):
        text = self.bytes(self.size("string")).decode("utf-8", "surrogatepass")
        return sys.intern(text) if code in "tA" else text

    def get_short_str(self, code, place):
        text = self.bytes(self.bytes(1)[0]).decode("latin-1")
        return sys.intern(text) if code == "Z" else text

    def get_short_tuple(self, code, place):
        return tuple([self.item("tuple") for _ in range(self.bytes(1)[0])])

    def get_tuple(self, code, place):
        return tuple([self.item("tuple") for _ in range(self.size("tuple"))])

    def get_list(self, code, place):
        size = self.size("list")
        value = self.note(place, [])
        for _ in range(size):
            value.append(self.item("list"))
        return value

    def get_set(self, code, place):
        size = self.size("set")
        value = self.note(place, set())
        for _ in range(size):
            value.add(self.item("set"))
        return value

    def get_frozenset(self, code, place):
        return frozenset([self.item("set") for _ in range(self.size("set"))])

    def get_dict(self, code, place):
        value = self.note(place, {})
        while (key := self.get()) is not _END:
            value[key] = self.item("dict")
        return value

    def get_code(self, code, place):
        if not self.allow_code:
            raise ValueError("unmarshalling code objects is disallowed")
        import os
        head = self.bytes(4)
        process, number = struct.unpack("<qq", self.bytes(16))
        if head != b"gilt" or process != os.getpid() or number not in _codes:
            raise ValueError("bad marshal data (gilt loads code only in the process that dumped it)")
        return _codes[number]

    _readers = {"i": get_int, "I": get_int64, "l": get_digits, "g": get_float, "f": get_text_float,
                "y": get_complex, "x": get_text_complex, "s": get_bytes, "t": get_str, "u": get_str, "a": get_str,
                "A": get_str, "z": get_short_str, "Z": get_short_str, ")": get_short_tuple, "(": get_tuple,
                "[": get_list, "<": get_set, ">": get_frozenset, "{": get_dict, "c": get_code}


def dumps(value, version=version, /, *, allow_code=True):
    """Return the bytes object that would be written to a file by dump(value, file)."""
    writer = _Writer(version, allow_code)
    try:
        writer.put(value)
    except RecursionError:
        raise ValueError("object too deeply nested to marshal") from None
    return b"".join(writer.parts)


def dump(value, file, version=version, /, *, allow_code=True):
    """Write the value on the open file."""
    return file.write(dumps(value, version, allow_code=allow_code))


def load(file, /, *, allow_code=True):
    """Read one value from the open file and return it."""
    try:
        return _Reader(file.read, allow_code).item("object")
    except RecursionError:
        raise ValueError("recursion limit exceeded") from None


def loads(bytes, /, *, allow_code=True):
    """Convert the bytes-like object to a value."""
    import io
    return load(io.BytesIO(bytes), allow_code=allow_code)
