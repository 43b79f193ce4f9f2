"""Text about live objects: what help() prints.

render_doc() turns an object into text. A module is shown in sections, a class with its members in
groups (methods, properties, data, ...), those it defines first and then those of each base.
"""

import builtins
import importlib
import inspect
import re
import sys
from collections import deque
from reprlib import Repr

__all__ = ["help"]

_HIDDEN = {"__author__", "__builtins__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__",
           "__package__", "__path__", "__slots__", "__version__", "__spec__", "__name__", "__qualname__",
           "__module__", "__loader__", "__cached__", "__firstlineno__", "__static_attributes__"}

_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,16}(>+)$")


class _ShortRepr(Repr):
    """repr() of values in a listing: no addresses, and not too long."""

    def __init__(self):
        super().__init__(maxtuple=20, maxlist=20, maxdict=10, maxstring=100, maxother=100)

    def repr1(self, x, level):
        if not isinstance(x, (tuple, list, dict, set, frozenset, deque, str, int)):
            return _ADDRESS.sub(r"\1", repr(x))
        return super().repr1(x, level)


_short_repr = _ShortRepr().repr


# --- Facts about objects ---------------------------------------------------------------------

def getdoc(object):
    """The docstring, or the comments in front of the definition."""
    own = getattr(object, "__doc__", None)
    if not inspect.isclass(object) and own is not None and own is type(object).__doc__:
        return ""
    return (inspect.getdoc(object) or inspect.getcomments(object) or "").rstrip()


def splitdoc(doc):
    """The first line of a docstring if it stands alone, and the rest."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if len(lines) >= 2 and not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


def visiblename(name, all=None, object=None):
    """Whether a listing shows the name."""
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and not name.startswith("__") and hasattr(object, "_fields"):
        return True
    return name in all if all is not None else not name.startswith("_")


def describe(thing):
    """A few words on what it is."""
    name = getattr(thing, "__name__", "")
    if inspect.ismodule(thing):
        if name in sys.builtin_module_names:
            return "built-in module " + name
        return ("package " if hasattr(thing, "__path__") else "module ") + name
    for is_kind, word in ((inspect.isbuiltin, "built-in function"), (inspect.isclass, "class"),
                          (inspect.isfunction, "function"), (inspect.ismethod, "method")):
        if is_kind(thing):
            return f"{word} {name}"
    if inspect.isgetsetdescriptor(thing) or inspect.ismemberdescriptor(thing):
        word = "getset" if inspect.isgetsetdescriptor(thing) else "member"
        owner = thing.__objclass__
        return f"{word} descriptor {owner.__module__}.{owner.__name__}.{name}"
    return type(thing).__name__


def classname(cls, module):
    """The name of a class as it is written in that module."""
    return cls.__name__ if cls.__module__ == module else f"{cls.__module__}.{cls.__name__}"


def _classify(cls):
    """(name, kind, class that defines it, object) for every visible attribute."""
    found = {}
    for base in reversed(cls.__mro__):
        for name, object in list(base.__dict__.items()):
            found[name] = (base, object)
    for name, (base, object) in found.items():
        if isinstance(object, classmethod) or name in ("__class_getitem__", "__init_subclass__"):
            kind = "class method"
        elif isinstance(object, staticmethod) or name == "__new__":
            kind = "static method"
        elif isinstance(object, property):
            kind = "readonly property" if object.fset is None else "data descriptor"
        elif inspect.isroutine(object):
            kind = "method"
        else:
            kind = "data descriptor" if inspect.isdatadescriptor(object) else "data"
        if name == "__hash__" and object is None:
            kind = "data"
        yield name, kind, base, object


# --- Text ------------------------------------------------------------------------------------

def _indent(text, prefix="    "):
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _section(title, contents):
    return f"{title}\n{_indent(contents).rstrip()}\n\n"


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return None


def _routine_note(object, cls):
    """Where a function comes from, when that is not what the heading says."""
    bound_to = getattr(object, "__self__", None)
    if inspect.ismodule(bound_to):
        bound_to = None
    owner = getattr(object, "__objclass__", None)
    if bound_to is not None and not isinstance(bound_to, type):
        owner = type(bound_to)
        return f" method of {classname(owner, cls and cls.__module__)} instance"
    if isinstance(bound_to, type) and bound_to is not cls:
        name = classname(bound_to, cls and cls.__module__)
        return f" class method of {name}" if inspect.isbuiltin(object) else f" method of {name}"
    if owner is not None and cls is None:
        return f" unbound {classname(owner, None)} method"
    return ""


def docroutine(object, name=None, cls=None):
    """A function: its signature and its docstring."""
    realname = getattr(object, "__name__", "")
    name = name or realname
    function = inspect.unwrap(object) if hasattr(object, "__wrapped__") else object
    prefix = "async " if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function) else ""
    title = name if name == realname else f"{name} = {realname}"
    signature = _signature(object)
    if realname == "<lambda>":
        title = name + " lambda "
        signature = signature and signature[1:-1]
    is_alias = name != realname and cls and inspect.getattr_static(cls, realname, None) is object
    doc = "" if is_alias else getdoc(object)
    text = f"{prefix}{title}{signature or '(...)'}{_routine_note(object, cls)}\n"
    return text + (_indent(doc).rstrip() + "\n" if doc else "")


def docdata(object, name=None, cls=None):
    """A property or another descriptor."""
    name = name or getattr(object, "__name__", None)
    doc = getdoc(object) or ""
    if not inspect.isdatadescriptor(object) or (doc and not isinstance(object.__doc__, str)):
        doc = ""
    text = name + "\n" if name else ""
    return text + (_indent(doc) + "\n" if doc else "")


def docother(object, name=None, maxlen=None, doc=None):
    """Anything else: its value."""
    start = f"{name} = " if name else ""
    value = _short_repr(object)
    if maxlen:
        room = maxlen - len(start + value)
        if room < 0:
            value = value[:room] + "..."
    text = start + value
    return text + ("\n" + _indent(doc.rstrip()) + "\n" if doc else "")


_GROUPS = (("method", "Methods"), ("class method", "Class methods"), ("static method", "Static methods"),
           ("readonly property", "Readonly properties"), ("data descriptor", "Data descriptors"),
           ("data", "Data and other attributes"))


def _member(name, kind, object, cls, holder):
    """The text for one attribute of a class."""
    if kind in ("method", "class method", "static method"):
        value = getattr(holder, name, object)
        return docroutine(value, name, cls)
    if kind == "data":
        doc = getdoc(object) if callable(object) and not isinstance(object, type) else None
        return docother(object, name, 70, doc) + "\n"
    return docdata(object, name, cls)


def _subclasses(cls, limit=4):
    """The lines that name the built-in classes derived from this one."""
    names = sorted((sub.__name__ for sub in type.__subclasses__(cls)
                    if not sub.__name__.startswith("_") and sub.__module__ == "builtins"), key=str)
    if not names:
        return []
    lines = ["Built-in subclasses:"] + ["    " + name for name in names[:limit]]
    if len(names) > limit:
        lines.append(f"    ... and {len(names) - limit} other subclasses")
    return lines + [""]


def docclass(cls, name=None):
    """A class with all its members."""
    realname = cls.__name__
    name = name or realname
    title = f"class {realname}" if name == realname else f"{name} = class {realname}"
    if cls.__bases__:
        title += "(" + ", ".join(classname(base, cls.__module__) for base in cls.__bases__) + ")"
    lines = []
    signature = _signature(cls)
    if signature and signature != "()":
        lines += [name + signature, ""]
    doc = getdoc(cls)
    if doc:
        lines += [doc, ""]
    mro = deque(cls.__mro__)
    if len(mro) > 2:
        lines.append("Method resolution order:")
        lines += ["    " + classname(base, cls.__module__) for base in mro] + [""]
    lines += _subclasses(cls)
    attributes = [entry for entry in _classify(cls) if visiblename(entry[0], object=cls)]
    is_first = True
    while attributes and mro:
        base = mro.popleft()
        own = [entry for entry in attributes if entry[2] is base]
        attributes = [entry for entry in attributes if entry[2] is not base]
        if base is object and cls is not object:
            continue
        origin = "defined here" if base is cls else "inherited from " + classname(base, cls.__module__)
        for kind, heading in _GROUPS:
            members = sorted((entry for entry in own if entry[1] == kind), key=lambda entry: entry[0])
            if members:
                if not is_first:
                    lines += ["-" * 70]
                is_first = False
                lines += [f"{heading} {origin}:", ""]
                lines += [_member(member, kind, value, base, cls) for member, _, _, value in members]
    contents = "\n".join(lines).rstrip()
    return f"{title}\n{_indent(contents, ' |  ')}\n" if contents else title + "\n"


def _class_tree(tree, module, prefix="", parent=None):
    lines, above = [], parent
    for entry in tree:
        if isinstance(entry, tuple):
            cls, bases = entry
            line = prefix + classname(cls, module)
            if bases and bases != (parent,):
                line += "(" + ", ".join(classname(base, module) for base in bases) + ")"
            lines.append(line)
            above = cls
        else:
            lines += _class_tree(entry, module, prefix + "    ", above)
    return lines


def docmodule(module):
    """A module in sections."""
    names = getattr(module, "__all__", None)
    synopsis, description = splitdoc(getdoc(module))
    text = _section("NAME", module.__name__ + (" - " + synopsis if synopsis else ""))
    if description:
        text += _section("DESCRIPTION", description)
    classes, functions, data = [], [], []
    for name, value in sorted(vars(module).items()):
        is_own = inspect.getmodule(value) in (module, None) or names is not None
        if not visiblename(name, names, module):
            continue
        if inspect.isclass(value):
            if is_own:
                classes.append((name, value))
        elif inspect.isroutine(value):
            if is_own:
                functions.append((name, value))
        elif not inspect.ismodule(value):
            data.append((name, value))
    if classes:
        tree = inspect.getclasstree([cls for _, cls in classes], True)
        parts = ["\n".join(_class_tree(tree, module.__name__))] + [docclass(cls, name) for name, cls in classes]
        text += _section("CLASSES", "\n\n".join(part.rstrip() for part in parts))
    if functions:
        text += _section("FUNCTIONS", "\n".join(docroutine(value, name) for name, value in functions))
    if data:
        text += _section("DATA", "\n".join(docother(value, name, 70) for name, value in data))
    for attribute, title in (("__version__", "VERSION"), ("__date__", "DATE"), ("__author__", "AUTHOR"),
                             ("__credits__", "CREDITS")):
        if hasattr(module, attribute):
            text += _section(title, str(getattr(module, attribute)))
    return text + _section("FILE", getattr(module, "__file__", None) or "(built-in)")


def document(object, name=None):
    """The text about an object of any kind."""
    if inspect.ismodule(object):
        return docmodule(object)
    if inspect.isclass(object):
        return docclass(object, name)
    if inspect.isroutine(object):
        return docroutine(object, name)
    if inspect.isdatadescriptor(object):
        return docdata(object, name)
    return docother(object, name, doc=getdoc(object))


# --- What help() is given ----------------------------------------------------------------------

def locate(path):
    """The object with a dotted name; None if there is none."""
    parts = [part for part in path.split(".") if part]
    found, used = builtins, 0
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        try:
            found, used = importlib.import_module(name), end
            break
        except ModuleNotFoundError as error:
            if error.name and not (name + ".").startswith(error.name + "."):
                raise
    for part in parts[used:]:
        if not hasattr(found, part):
            return None
        found = getattr(found, part)
    return found


def resolve(thing):
    """The object and its name, for an object or a dotted name."""
    if isinstance(thing, str):
        object = locate(thing)
        if object is None:
            raise ImportError(f"No Python documentation found for {thing!r}.\n"
                              "Use help() to get the interactive help utility.\n"
                              "Use help(str) for help on the str class.")
        return object, thing
    name = getattr(thing, "__name__", None)
    return thing, name if isinstance(name, str) else None


def render_doc(thing, title="Help on %s:"):
    """Everything help() prints about an object or a dotted name."""
    object, name = resolve(thing)
    description = describe(object)
    module = inspect.getmodule(object)
    if name and "." in name:
        description += " in " + name[:name.rfind(".")]
    elif module and module is not object:
        description += " in module " + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isdatadescriptor(object) or _own_doc(object)):
        object, name = type(object), None
        description += " object"
    return title % description + "\n\n" + document(object, name)


def _own_doc(object):
    """A docstring that is the object's and not its class's."""
    doc = getattr(object, "__doc__", None)
    return doc if doc is not type(object).__doc__ else None


def doc(thing, title="Help on %s:"):
    """Prints the text about an object or a dotted name."""
    try:
        print(render_doc(thing, title))
    except ImportError as error:
        print(error, end="\n\n")


class Helper:
    """help: called with an object it prints its text; with nothing it asks for names."""

    def __repr__(self):
        return "<pydoc.Helper instance>"

    def __call__(self, *request):
        if request:
            doc(*request)
        else:
            self.interact()

    def interact(self):
        """Reads names and prints what there is on them, until "quit" or the end of the input."""
        print("Type the name of a module, class or function, such as math or str.split; q to leave.")
        while True:
            try:
                request = input("help> ").strip()
            except (EOFError, KeyboardInterrupt):
                return
            if request in ("q", "quit", "exit"):
                return
            if request:
                doc(request.strip("'\""))


help = Helper()
