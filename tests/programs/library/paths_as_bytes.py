"""os.path and glob with bytes, path objects and links; what they refuse."""

import glob
import os
import os.path as path
import tempfile


class Like:
    def __init__(self, text):
        self.text = text

    def __fspath__(self):
        return self.text


PATHS = ["", "/", "//", "///", "a", "a/", "/a//b/../c", "./a/./b", "../x", "//a/b", "a.b/c.tar.gz", ".profile", "/a/.b.c",
         "~nosuchuser/x", "~", "$HOME/${X}/$nothing", "${{foo}}", "é/ü"]
os.environ.update(HOME="/home/me", X="1", **{"{foo": "strange"})
for text in PATHS:
    data = os.fsencode(text)
    for function in (path.split, path.basename, path.dirname, path.splitext, path.isabs, path.normpath, path.expanduser,
                     path.expandvars, path.splitroot, path.splitdrive, path.normcase):
        one, two, three = function(text), function(data), function(Like(data))
        encoded = tuple(map(os.fsencode, one)) if isinstance(one, tuple) else os.fsencode(one) if isinstance(one, str) else one
        if two != encoded or three != encoded:
            print("differs", function, one, two, three)
        print(one, end="; ")
    print()

print(path.join(b"a", b"b", b"/c", Like(b"d")), path.join("a", Like("b"), ""), path.join(b"a", b""))
print(path.relpath(b"a/b", b"a"), path.relpath("/x/y", "/x/z/w"), path.abspath(b"/a/../b"), path.relpath("a/b"))
print(path.commonpath([b"/a/b", b"/a/c"]), path.commonpath(["a/b/c", "a/b"]), path.commonprefix([b"abc", b"abd"]),
      path.commonprefix([[1, 2], [1, 3]]), path.commonpath(iter(["/a"])))
print(path.altsep, path.pathsep, path.defpath, path.devnull, path.isjunction("a"))
for act in (lambda: path.join("a", b"b"), lambda: path.relpath(""), lambda: path.relpath(None), lambda: path.commonpath([]),
            lambda: path.commonpath(["/a", "b"]), lambda: path.split(1), lambda: path.normpath(Like(5)),
            lambda: path.isabs(None)):
    try:
        print(act())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)

with tempfile.TemporaryDirectory() as folder:
    folder = path.realpath(folder)
    os.chdir(folder)
    os.makedirs("real/deep")
    for name in ("real/one.py", "real/two.txt", "real/.hidden.py", "real/deep/three.py"):
        open(name, "w").close()
    os.symlink("real/deep", "link")
    os.symlink("loop", "loop")
    os.symlink("swing/x", "swing")
    os.symlink("link", "again")
    for name in ("link/..", "again/three.py", "loop", "swing", "missing/x", ".", "real/../link"):
        print(name, path.realpath(name).removeprefix(folder), path.realpath(os.fsencode(name)) == os.fsencode(path.realpath(name)))
        try:
            print(path.realpath(name, strict=True).removeprefix(folder))
        except OSError as error:
            print(type(error).__name__, error.errno)
    print(path.exists(b"real"), path.exists("x\0"), path.exists(0), path.exists(12345), path.isdir(b"real/deep"),
          path.samestat(os.stat("link"), os.stat("real/deep")), os.getcwdb() == os.fsencode(folder))
    with open("real/one.py") as one, open("real/one.py") as two:
        print(path.sameopenfile(one.fileno(), two.fileno()))
    print(sorted(glob.glob(b"real/*")), sorted(glob.glob(b"**/*.py", recursive=True)), glob.escape(b"a[b]*"))
    print(sorted(glob.glob("*.py", root_dir=b"real" if False else "real")), glob.has_magic(b"a*"))
    os.chdir("/")


# Patterns of paths as regular expressions, and ** behind what is no folder.
import glob

for pattern in ["*.txt", "a/*/b?", "**", "**/*.py", "a/**/**/[!x]*", ".*", "?", "**a", "a***b", "[ab/c]", "", "/"]:
    for recursive in False, True:
        print(pattern, glob.translate(pattern, recursive=recursive), glob.translate(pattern, recursive=recursive, include_hidden=True))
print(glob.translate("**/x|*", recursive=True, seps="/|"), glob.translate("a.b", seps="."))
print(glob.glob(f"{__file__}/**", recursive=True))
