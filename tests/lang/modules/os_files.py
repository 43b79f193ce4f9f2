import os

folder = "/tmp/gilt-test-folder-" + str(os.getpid())
os.mkdir(folder)
path = os.path.join(folder, "a.txt")
with open(path, "w") as f:
    f.write("hello")
print(os.listdir(folder), os.path.getsize(path), os.path.isfile(path), os.stat(path).st_size)
# expect: ['a.txt'] 5 True 5
os.rename(path, path + ".new")
print(os.listdir(folder))  # expect: ['a.txt.new']
os.remove(path + ".new")
os.rmdir(folder)
print(os.path.exists(folder))  # expect: False
for action in (
    lambda: os.remove("/no/such/file"), lambda: os.listdir("/no/such"),
    lambda: os.mkdir("/tmp"), lambda: os.rmdir("/no/such"),
):
    try:
        action()
    except OSError as error:
        print(type(error).__name__, error)
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such/file'
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such'
        # expect: FileExistsError [Errno 17] File exists: '/tmp'
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such'
