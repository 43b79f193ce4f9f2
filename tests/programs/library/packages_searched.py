# pkgutil: modules below a path, data beside a package, objects by name.
import os
import pkgutil
import sys
import tempfile

FILES = {"one.py": "x = 1", "pack/__init__.py": "", "pack/inner.py": "y = [5]", "pack/sub/__init__.py": "",
         "pack/sub/deep.py": "", "pack/data.txt": "some data", "bad/__init__.py": "1/0", "nothing/file.txt": "",
         "dot.ted.py": "", "pack/sub/more/late.py": ""}
with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        place = os.path.join(folder, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(text)
    sys.path.insert(0, folder)
    found = list(pkgutil.iter_modules([folder]))
    print([(info.name, info.ispkg) for info in found], type(found[0]).__name__, found[0]._fields)
    print(found[0].module_finder.path == folder, found[0].module_finder.find_spec("one").name)
    print([info.name for info in pkgutil.iter_modules([folder], "prefix.")])
    failed = []
    print([info.name for info in pkgutil.walk_packages([folder], onerror=failed.append)], failed)
    print(pkgutil.get_data("pack", "data.txt"), pkgutil.resolve_name("pack.inner:y"),
          pkgutil.resolve_name("pack.inner.y.append").__name__, pkgutil.resolve_name("os.path").__name__)
    for call in (lambda: list(pkgutil.iter_modules(folder)), lambda: pkgutil.get_data("pack", "none.txt"),
                 lambda: pkgutil.resolve_name("no such"), lambda: pkgutil.resolve_name("pack:zz")):
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, str(error).replace(folder, "FOLDER"))
    import pack
    print([info.name for info in pkgutil.iter_modules(pack.__path__)], list(pkgutil.iter_modules(["/nowhere"])))
