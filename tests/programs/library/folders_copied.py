# shutil: what cannot be copied is told and not waited for; errors of whole folders; archives; owners.
import os
import shutil
import tempfile


def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error, isinstance(error, OSError))


home = tempfile.mkdtemp()
os.chdir(home)
os.mkfifo("pipe")
told(shutil.copyfile, "pipe", "copy")
with open("file", "w") as file:
    file.write("text")
told(shutil.copyfile, "file", "pipe")
told(shutil.copyfile, "file", "nowhere/")
told(shutil.copyfile, "file", "file")

# A folder is copied as far as possible.
os.makedirs("tree/below")
os.mkfifo("tree/below/pipe")
os.symlink("gone", "tree/dangling")
for name in "tree/one", "tree/below/two":
    with open(name, "w") as file:
        file.write(name)
try:
    shutil.copytree("tree", "copied")
except shutil.Error as error:
    for failed in sorted(error.args[0]):
        print(failed)
print(sorted(os.listdir("copied")), sorted(os.listdir("copied/below")))
os.unlink("tree/below/pipe")
print(shutil.copytree("tree", "second", ignore_dangling_symlinks=True), sorted(os.listdir("second")))
print(shutil.copytree("tree", "third", symlinks=True), os.readlink("third/dangling"))
os.symlink("file", "link")
os.symlink("file", "other")
print(shutil.copy2("link", "kept", follow_symlinks=False), os.readlink("kept"))
shutil.copymode("link", "other", follow_symlinks=False)

# Moving.
told(shutil.move, "tree", "tree/below")
told(shutil.move, "gone", "tree")
print(shutil.move("link", "moved"), os.path.islink("moved"))
print(shutil.move("kept", "second"))
told(shutil.move, "file", "second")
told(shutil.move, "other", "second/other")
with open("file", "w") as file:
    file.write("text")
told(shutil.move, "file", "third/one")
with open("file", "w") as file:
    file.write("text")

# Removing.
failures = []
shutil.rmtree("nothing", onexc=lambda function, path, error: failures.append((function.__name__, path, str(error))))
shutil.rmtree("moved", onexc=lambda function, path, error: failures.append((function.__name__, path)))
print(failures)
told(shutil.rmtree, "nothing")
shutil.rmtree("second", onerror=print)
print(os.path.exists("second"))

# Archives.
shutil.rmtree("copied/below")
for format in shutil.get_archive_formats():
    if format[0] == "zip":
        print(format)
print([row for row in shutil.get_unpack_formats() if row[0] == "zip"])
print(os.path.basename(shutil.make_archive("packed", "zip", "third")))
shutil.unpack_archive("packed.zip", "unpacked")
print(sorted(os.listdir("unpacked")), sorted(os.listdir("unpacked/below")))
print(shutil.make_archive("deeper/packed", "zip", base_dir="third"))
shutil.unpack_archive("deeper/packed.zip", format="zip", extract_dir="again")
print(os.listdir("again"))
told(shutil.make_archive, "x", "none")
told(shutil.make_archive, "x", "zip", "file")
told(shutil.unpack_archive, "file")
told(shutil.unpack_archive, "file", format="zip")
told(shutil.unpack_archive, "file", format="none")
shutil.register_archive_format("list", lambda name, folder, **rest: (os.path.basename(name), folder, rest), [("x", 1)])
told(shutil.make_archive, "name", "list", "third", "below")
told(shutil.register_archive_format, "list", 5)
told(shutil.register_archive_format, "list", print, "ab")
told(shutil.register_unpack_format, "other", [".zip"], print)
shutil.register_unpack_format("other", [".other"], lambda name, folder, end: print(name, folder, end), [("end", "!")])
shutil.unpack_archive("some.other", "there")
shutil.unregister_unpack_format("other")
shutil.unregister_archive_format("list")

# Owners and sizes.
told(shutil.chown, "file")
told(shutil.chown, "file", "nobody of that name")
told(shutil.chown, "file", group="no group of that name")
shutil.chown("file", os.getuid(), os.getgid())
usage = shutil.disk_usage(".")
print(type(usage).__name__, usage._fields, usage.total >= usage.used + usage.free > 0)
os.environ["PATH"] = home
print(shutil.which("file"), shutil.which("file", os.F_OK) == home + "/file", shutil.which("third", 0), shutil.which("link"), shutil.which(b"file", os.F_OK) == os.fsencode(home + "/file"))
del os.environ["PATH"]
print(shutil.which("sh") in ("/bin/sh", "/usr/bin/sh"), shutil.which("sh", path=""))
shutil.rmtree(home)
