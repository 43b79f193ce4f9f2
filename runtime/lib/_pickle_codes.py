# What writing and reading pickles share: the instructions of the machine, errors, names.
#
# The machine has a stack, a stack of marks (places in the first), and a memo of numbered objects.

# Protocols 0 and 1
MARK = b"("              # a mark on the stack
STOP = b"."              # the end; the object is on top of the stack
POP = b"0"
POP_MARK = b"1"          # drops everything above the last mark
DUP = b"2"
FLOAT = b"F"             # numbers as lines of text
INT = b"I"
LONG = b"L"
BININT = b"J"            # 4 bytes, with a sign
BININT1 = b"K"           # 1 byte
BININT2 = b"M"           # 2 bytes
NONE = b"N"
PERSID = b"P"            # persistent_load(a line)
BINPERSID = b"Q"         # persistent_load(top of the stack)
REDUCE = b"R"            # function(*arguments), both on the stack
STRING = b"S"            # a str of Python 2
BINSTRING = b"T"
SHORT_BINSTRING = b"U"
UNICODE = b"V"
BINUNICODE = b"X"        # 4 bytes of length, UTF-8
APPEND = b"a"            # one item to the list below
BUILD = b"b"             # __setstate__ or the attributes
GLOBAL = b"c"            # two lines: module and name
DICT = b"d"              # from what is above the mark
EMPTY_DICT = b"}"
APPENDS = b"e"           # all above the mark to the list below it
GET = b"g"               # from the memo
BINGET = b"h"
INST = b"i"              # a class named by two lines, called
LONG_BINGET = b"j"
LIST = b"l"
EMPTY_LIST = b"]"
OBJ = b"o"               # the class above the mark, called
PUT = b"p"               # to the memo
BINPUT = b"q"
LONG_BINPUT = b"r"
SETITEM = b"s"
TUPLE = b"t"
EMPTY_TUPLE = b")"
SETITEMS = b"u"
BINFLOAT = b"G"
# Protocol 2
PROTO = b"\x80"
NEWOBJ = b"\x81"         # class.__new__(class, *arguments)
EXT1 = b"\x82"
EXT2 = b"\x83"
EXT4 = b"\x84"
TUPLE1 = b"\x85"
TUPLE2 = b"\x86"
TUPLE3 = b"\x87"
NEWTRUE = b"\x88"
NEWFALSE = b"\x89"
LONG1 = b"\x8a"
LONG4 = b"\x8b"
# Protocol 3
BINBYTES = b"B"
SHORT_BINBYTES = b"C"
# Protocol 4
SHORT_BINUNICODE = b"\x8c"
BINUNICODE8 = b"\x8d"
BINBYTES8 = b"\x8e"
EMPTY_SET = b"\x8f"
ADDITEMS = b"\x90"
FROZENSET = b"\x91"
NEWOBJ_EX = b"\x92"
STACK_GLOBAL = b"\x93"   # module and name from the stack
MEMOIZE = b"\x94"        # to the next free place of the memo
FRAME = b"\x95"          # the number of bytes that follow together
# Protocol 5
BYTEARRAY8 = b"\x96"
NEXT_BUFFER = b"\x97"    # from `buffers`
READONLY_BUFFER = b"\x98"


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


PickleError.__module__ = PicklingError.__module__ = UnpicklingError.__module__ = "_pickle"


class PickleBuffer:
    """Wraps something bytes-like that can be sent beside the pickle (protocol 5)."""

    def __init__(self, object):
        self._view = memoryview(object)

    def _check(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def raw(self):
        """A view of the bytes, whatever they mean."""
        view = self._check()
        if not view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return memoryview(view).cast("B")

    def __bytes__(self):
        return self._check().tobytes()

    def __buffer__(self, flags):
        return memoryview(self._check())  # not the one itself: who asks may release it

    def __reduce_ex__(self, protocol):
        self._check()
        raise TypeError("a PickleBuffer is pickled by Pickler only")  # which asks for no __reduce_ex__

    def release(self):
        """Lets the wrapped object go."""
        self._view = None


PickleBuffer.__module__ = "pickle"


def find_dotted(module, name):
    """The object with a dotted name in a module, and what it was found in. AttributeError."""
    found, holder = module, None
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {module!r}")
        holder = found
        try:
            found = getattr(holder, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {module!r}") from None
    return found, holder


# --- Python 2: protocols below 3 use its names ---------------------------------------------------

_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "configparser": "ConfigParser",
                "reprlib": "repr", "socketserver": "SocketServer", "_thread": "thread", "pickle": "cPickle",
                "html.parser": "HTMLParser", "http.cookies": "Cookie", "tkinter": "Tkinter"}
_OLD_NAMES = {("builtins", "range"): ("__builtin__", "xrange"), ("functools", "reduce"): ("__builtin__", "reduce"),
              ("itertools", "filterfalse"): ("itertools", "ifilterfalse"), ("builtins", "chr"): ("__builtin__", "unichr"),
              ("builtins", "str"): ("__builtin__", "unicode"), ("sys", "intern"): ("__builtin__", "intern"),
              ("builtins", "zip"): ("itertools", "izip"), ("builtins", "map"): ("itertools", "imap"),
              ("builtins", "filter"): ("itertools", "ifilter"),
              ("itertools", "zip_longest"): ("itertools", "izip_longest"),
              ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
              ("collections", "UserList"): ("UserList", "UserList"),
              ("collections", "UserString"): ("UserString", "UserString")}
_NEW_MODULES = {old: new for new, old in _OLD_MODULES.items()} | {"exceptions": "builtins", "cStringIO": "io",
                                                                    "StringIO": "io", "commands": "subprocess"}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items()} | {
    ("__builtin__", "basestring"): ("builtins", "str"), ("exceptions", "StandardError"): ("builtins", "Exception"),
    ("__builtin__", "long"): ("builtins", "int"), ("UserDict", "UserDict"): ("collections", "UserDict")}
_OLD_ERRORS = set("""
    ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError
    EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
    IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError
    OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning StopIteration
    SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError
    UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
    ZeroDivisionError""".split())
# Exceptions that Python 2 did not have go by the name of their base there.
_NEW_ERRORS = set("""
    BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError
    PermissionError ProcessLookupError TimeoutError""".split())


# Modules in C that pickles of CPython's name, and where gilt has the same.
_LOCAL_MODULES = {"_codecs": "codecs", "_operator": "operator", "_functools": "functools", "_io": "io",
                  "_struct": "struct", "pathlib._local": "pathlib", "_decimal": "decimal",
                  "_datetime": "datetime", "_queue": "queue"}


def local_module(module, name):
    """The module to import here for what a pickle names."""
    if module == "array" and name == "_array_reconstructor":
        return "copyreg"
    return _LOCAL_MODULES.get(module, module)


def old_name(module, name):
    """The name by which Python 2 knows it."""
    if (module, name) in _OLD_NAMES:
        return _OLD_NAMES[module, name]
    if module == "builtins":
        if name in _NEW_ERRORS:
            return "exceptions", "OSError"
        if name == "ModuleNotFoundError":
            return "exceptions", "ImportError"
        if name in _OLD_ERRORS:
            return "exceptions", name
    return _OLD_MODULES.get(module, module), name


def new_name(module, name):
    """The name of what Python 2 knew by that one."""
    if (module, name) in _NEW_NAMES:
        return _NEW_NAMES[module, name]
    return _NEW_MODULES.get(module, module), name
