# What exceptions have beside their arguments travels with them.
import copy
import pickle

error = pickle.loads(pickle.dumps(ImportError("text", name="module", path="place")))
print(error, error.name, error.path, ImportError("a", name="n").__reduce__()[1:])
# expect: text module place (('a',), {'name': 'n'})
error = copy.copy(OSError(2, "text", "one", None, "two"))
print(type(error).__name__, error, error.filename2)
# expect: FileNotFoundError [Errno 2] text: 'one' -> 'two' two
error = ValueError(1)
error.add_note("note")
error.extra = 5
error = pickle.loads(pickle.dumps(error))
print(error.__notes__, error.extra)  # expect: ['note'] 5
error.__setstate__({"extra": 6})
error.__setstate__(None)
print(error.extra)  # expect: 6
try:
    error.__setstate__(5)
except TypeError as refused:
    print(refused)  # expect: state is not a dictionary
print(list.__class_getitem__(int), "__class_getitem__" in vars(dict), hasattr(int, "__class_getitem__"))
# expect: list[int] True False
