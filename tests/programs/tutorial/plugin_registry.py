"""Plugins that register themselves: by decorator, by __init_subclass__, by metaclass, with abstract classes."""
from abc import ABC, abstractmethod
from collections.abc import Callable, MutableMapping


class Registry(MutableMapping):
    def __init__(self):
        self._plugins = {}

    def __getitem__(self, name):
        return self._plugins[name.lower()]

    def __setitem__(self, name, plugin):
        if name.lower() in self._plugins:
            raise KeyError(f"{name} is registered already")
        self._plugins[name.lower()] = plugin

    def __delitem__(self, name):
        del self._plugins[name.lower()]

    def __iter__(self):
        return iter(sorted(self._plugins))

    def __len__(self):
        return len(self._plugins)

    def register(self, name=None) -> Callable:
        def decorate(function):
            self[name or function.__name__] = function
            return function
        return decorate


commands = Registry()


@commands.register()
def upper(text):
    return text.upper()


@commands.register("reverse")
def backwards(text: str) -> str:
    return text[::-1]


commands["count"] = len


class Exporter(ABC):
    kinds = {}

    def __init_subclass__(cls, /, kind=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if kind:
            Exporter.kinds[kind] = cls
            cls.kind = kind

    @abstractmethod
    def export(self, rows): ...

    @property
    @abstractmethod
    def mime(self): ...

    @classmethod
    def create(cls, kind):
        return cls.kinds[kind]()


class CsvExporter(Exporter, kind="csv"):
    mime = "text/csv"

    def export(self, rows):
        return "\n".join(",".join(map(str, row)) for row in rows)


class HtmlExporter(Exporter, kind="html"):
    mime = "text/html"

    def export(self, rows):
        return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)


class HalfExporter(Exporter, kind="half"):
    def export(self, rows):
        return super().export(rows)


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            print("creating", cls.__name__)
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class FieldMeta(type):
    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.fields = [key for key, value in namespace.items() if isinstance(value, Typed)]
        return cls


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__[self.name]

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value


class Settings(metaclass=Singleton):
    def __init__(self, **values):
        self.__dict__.update(values)

    def __getattr__(self, name):
        return f"<no {name}>"


class Point(metaclass=FieldMeta):
    x = Typed(int)
    y = Typed(int)


print(list(commands), commands["Upper"]("abc"), commands.get("nope", "no such command"), "COUNT" in commands)
print({name: command("stone") for name, command in commands.items()}, commands.pop("count"), len(commands))
for kind in Exporter.kinds:
    try:
        exporter = Exporter.create(kind)
        print(exporter.kind, exporter.mime, exporter.export([(1, "a"), (2, "b")]))
    except TypeError as error:
        print("TypeError:", error)
print(Settings(colour="red") is Settings(colour="blue"), Settings().colour, Settings().size)
point = Point()
point.x, point.y = 3, 4
print(Point.fields, point.x, vars(point), type(Point), Point.__mro__, isinstance(Point.x, Typed))
for action in ("setattr(point, 'x', 'three')", "commands['nothing']", "Exporter()", "commands.register('upper')(len)",
               "Exporter.create('pdf')", "type('Both', (Settings, Point), {})", "Point.z"):
    try:
        print(eval(action))
    except Exception as error:
        print(f"{action}: {type(error).__name__}: {error}")


try:
    class Broken(Exporter, colour="red"):
        pass
except TypeError as error:
    print(error)


class Late(Exporter, kind="late"):
    mime = commands["lower"]
