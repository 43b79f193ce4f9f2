# What sys tells about the library and about events.
import sys

print("math" in sys.stdlib_module_names, type(sys.stdlib_module_names).__name__, "sys" in sys.builtin_module_names)
# expect: True frozenset True
print(isinstance(sys.meta_path, list), isinstance(sys.path_hooks, list), isinstance(sys.path_importer_cache, dict))
# expect: True True True
print(sys.getfilesystemencodeerrors(), sys.platlibdir, sys.call_tracing(max, (1, 2)))  # expect: surrogateescape lib 2

heard = []
sys.addaudithook(lambda event, arguments: event.startswith("mine.") and heard.append((event, arguments)))
sys.audit("mine.event", 1, "two")
print(heard)  # expect: [('mine.event', (1, 'two'))]


def refuse(event, arguments):
    if event == "sys.addaudithook":
        raise RuntimeError("no more")


sys.addaudithook(refuse)
sys.addaudithook(lambda event, arguments: print("never"))
sys.audit("mine.other")
print(len(heard))  # expect: 2
try:
    sys.audit(1)
except TypeError as error:
    print(error)  # expect: expected str for argument 'event', not int
