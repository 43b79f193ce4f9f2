# os.path asks the system by path or by descriptor; what cannot be asked is an error with a name.
import os

with open(__file__) as file:
    fd = file.fileno()
    print(os.path.getsize(fd) == os.path.getsize(__file__) == os.path.getsize(__file__.encode()))
    print(os.path.getmtime(fd) == os.path.getmtime(__file__), os.path.getctime(fd) == os.path.getctime(__file__))
    print(os.path.samefile(fd, __file__), os.path.sameopenfile(fd, fd), os.path.isfile(fd), os.path.isdir("/"))
for function in (os.stat, os.lstat, os.path.getsize, os.path.exists, os.path.lexists, os.path.islink):
    for path in (None, 1.5):
        try:
            function(path)
        except TypeError as error:
            print(error)
print(os.path.exists(""), os.path.lexists("/missing"), os.path.islink("/missing"), os.path.exists("a\0b"))
