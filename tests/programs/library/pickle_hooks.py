"""What classes and subclasses of Pickler and Unpickler can change; errors; copyreg; copies."""
import copy
import copyreg
import io
import pickle


def err(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, str(error).partition(" at 0x")[0])


# Persistent ids.
class Record:
    def __init__(self, key):
        self.key = key


class ToStore(pickle.Pickler):
    def persistent_id(self, obj):
        return ("Record", obj.key) if isinstance(obj, Record) else None


class FromStore(pickle.Unpickler):
    def persistent_load(self, pid):
        if pid[0] != "Record":
            raise pickle.UnpicklingError("unsupported persistent object")
        return f"record {pid[1]}"


for protocol in range(2, 6):
    file = io.BytesIO()
    ToStore(file, protocol).dump([Record(1), {"x": Record("b")}, 5])
    file.seek(0)
    print(FromStore(file).load())
err(lambda: pickle.loads(file.getvalue()))


# Several objects in one file; one Pickler remembers what it wrote.
file = io.BytesIO()
pickle.dump(1, file)
pickle.dump("two", file)
file.seek(0)
print(pickle.load(file), pickle.load(file))
err(lambda: pickle.load(file))
file = io.BytesIO()
pickler = pickle.Pickler(file)
shared = ["shared"]
pickler.dump(shared)
size = file.tell()
pickler.dump(shared)
print(file.tell() - size < size)
file.seek(0)
unpickler = pickle.Unpickler(file)
print(unpickler.load() is unpickler.load())
pickler.clear_memo()


# Which classes may be loaded.
class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        if module != "builtins":
            raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")
        return super().find_class(module, name)


print(Careful(io.BytesIO(pickle.dumps([range(3), {1}]))).load())
err(lambda: Careful(io.BytesIO(pickle.dumps(Record(1)))).load())


# Reducers: of a class, of copyreg, of a Pickler.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


class WithReduce(Point):
    def __reduce__(self):
        return WithReduce, (self.x, self.y * 10)


class WithReduceEx(Point):
    def __reduce_ex__(self, protocol):
        return WithReduceEx, (self.x, protocol)


class WithItems(list):
    def __reduce__(self):
        return WithItems, (), {"state": 1}, iter([1, 2, 3])


def set_state(obj, state):
    obj.x, obj.y = state


class WithSetter:
    def __reduce__(self):
        return WithSetter, (), (1, 2), None, None, set_state


class Mapping(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, ("set", value))


class Counted:
    made = 0

    def __new__(cls, *args):
        cls.made += 1
        return super().__new__(cls)

    def __getnewargs__(self):
        return (1, 2)


class Single:
    def __reduce__(self):
        return "SINGLE"


SINGLE = Single()
for protocol in range(2, 6):
    dumps = lambda obj: pickle.loads(pickle.dumps(obj, protocol))
    print(dumps(WithReduce(1, 2)), dumps(WithReduceEx(1, 2)), dumps(Point([1], {2})))
    items = dumps(WithItems())
    print(items, items.__dict__, vars(dumps(WithSetter())))
    mapping = Mapping()
    mapping["a"] = 1
    print(dumps(mapping), dumps(SINGLE) is SINGLE)
    dumps(Counted())
print(Counted.made)
copyreg.pickle(Point, lambda point: (Point, (point.x + 1, point.y + 1)))
print(pickle.loads(pickle.dumps(Point(1, 2))), copy.copy(Point(1, 2)), copy.deepcopy([Point(1, 2)]))


class Special(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Record] = lambda record: (str, (f"<{record.key}>",))


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, type) and obj.__name__ == "Local":
            return type, ("Local", obj.__bases__, {"y": 7})
        return NotImplemented


def local():
    class Local:
        pass
    return Local


file = io.BytesIO()
Special(file).dump(Record(5))
print(pickle.loads(file.getvalue()))
file = io.BytesIO()
Override(file).dump([local(), 5])
print(pickle.loads(file.getvalue())[0].y)

# Buffers beside the pickle.
buffers = []
data = pickle.dumps(pickle.PickleBuffer(bytearray(b"outside")), 5, buffer_callback=buffers.append)
print(len(buffers), bytes(pickle.loads(data, buffers=buffers)))
print(pickle.loads(pickle.dumps(pickle.PickleBuffer(b"inside"), 5)))
err(lambda: pickle.loads(data))
err(lambda: pickle.dumps(pickle.PickleBuffer(b""), 4))
err(lambda: pickle.dumps(1, 4, buffer_callback=print))

# Errors.
def function():
    def inner():
        pass
    return inner


err(lambda: pickle.dumps(function()))
err(lambda: pickle.dumps(lambda: 1))
err(lambda: pickle.dumps(x for x in []))
err(lambda: pickle.dumps(1, 9))
err(lambda: pickle.loads(b""))
err(lambda: pickle.loads("text"))
err(lambda: pickle.loads(b"\x80\x04\x8c\x05ab"))
err(lambda: pickle.loads(b"\x00"))
err(lambda: pickle.loads(b"cnosuchmodule\nx\n."))
err(lambda: pickle.loads(b"\x80\x63."))
err(lambda: pickle.dump(1, None))
err(lambda: pickle.load(None))
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, issubclass(pickle.PicklingError, pickle.PickleError))
print(object().__reduce_ex__(2)[1], object().__getstate__())


# Extension codes.
for code in (0xC8, 0x1234, 0x12345678):
    copyreg.add_extension(__name__, "Record", code)
    copyreg.add_extension(__name__, "Record", code)
    for protocol in (1, 2, 4):
        data = pickle.dumps(Record(1), protocol)
        print(len(data), pickle.loads(data).key)
    err(lambda: copyreg.add_extension(__name__, "Record", 5))
    err(lambda: copyreg.add_extension(__name__, "Other", code))
    copyreg.remove_extension(__name__, "Record", code)
    err(lambda: pickle.loads(data))
for code in (0, -1, 1 << 31, "x"):
    err(lambda: copyreg.add_extension("x", "y", code))
err(lambda: copyreg.remove_extension("x", "y", 5))
err(lambda: pickle.loads(b"\x82\x00."))


# What a __reduce__ may not say, and what a pickle may not.
class Reduced:
    def __init__(self, *what):
        self.what = what

    def __reduce__(self):
        return self.what


for what in ((int, (), None, 5), (int, (), None, None, 5), (int, (), 1, None, None, 5), (copyreg.__newobj__, ()),
             (copyreg.__newobj_ex__, (int,)), (dict, (), None, None, iter([1]))):
    err(lambda: pickle.dumps(Reduced(*what)))


class NewArguments:
    def __init__(self, given):
        self.given = given

    def __getnewargs_ex__(self):
        return self.given


for given in (5, (), (5, {}), ((), 5)):
    err(lambda: pickle.dumps(NewArguments(given)))
for data in (b"I5x\n.", b"}(Nu.", b"(Nd."):
    err(lambda: pickle.loads(data))
err(lambda: pickle.dumps(function.__code__))
err(lambda: pickle.dumps(pickle.PickleBuffer(memoryview(b"abcd")[::2]), 5))
buffer = pickle.PickleBuffer(b"abc")
buffer.release()
err(lambda: pickle.dumps(buffer, 5))
print(pickle.compatible_formats)
