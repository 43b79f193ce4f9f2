# What few programs need of os.
import os
import stat
import tempfile

print(os.system("exit 3"), os.waitstatus_to_exitcode(os.system("kill -9 $$")))  # expect: 768 -9
print(repr(os.popen("echo out").read()), os.popen("exit 2").close(), os.popen("true").close())  # expect: 'out\n' 512 None
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 5"), os.spawnv(os.P_WAIT, "/nowhere", ["x"]))  # expect: 5 127
pid = os.spawnvpe(os.P_NOWAIT, "sh", ["sh", "-c", "exit $CODE"], {**os.environ, "CODE": "7"})
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))  # expect: 7
print(os.getpgid(0) == os.getpgrp(), os.getuid() == os.getresuid()[0], len(os.getloadavg()), os.times().user >= 0)
# expect: True True 3 True

folder = tempfile.mkdtemp()
os.mkfifo(folder + "/pipe")
print(stat.S_ISFIFO(os.stat(folder + "/pipe").st_mode), os.statvfs(folder).f_namemax)  # expect: True 255
fd = os.open(folder + "/file", os.O_RDWR | os.O_CREAT)
print(os.write(fd, b"hello"), os.pread(fd, 3, 1), os.pwrite(fd, b"J", 0), os.pread(fd, 9, 0))  # expect: 5 b'ell' 1 b'Jello'
copy = os.open(folder + "/copy", os.O_RDWR | os.O_CREAT)
print(os.sendfile(copy, fd, 0, 5), os.pread(copy, 9, 0))  # expect: 5 b'Jello'
os.lseek(fd, 0, os.SEEK_SET)
buffers = bytearray(2), bytearray(9)
print(os.readv(fd, buffers), buffers[0], buffers[1][:3])  # expect: 5 bytearray(b'Je') bytearray(b'llo')
os.fchmod(fd, 0o640)
print(oct(os.fstat(fd).st_mode), os.device_encoding(fd))  # expect: 0o100640 None
os.close(fd)
os.close(copy)
os.renames(folder + "/file", folder + "/deep/er/file")
print(sorted(os.listdir(folder)))  # expect: ['copy', 'deep', 'pipe']
back = os.getcwd()
fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
os.fchdir(fd)
print(os.getcwd() == os.path.realpath(folder), sorted(os.listdir(fd))[0])  # expect: True copy
os.chdir(back)
os.close(fd)
import shutil
shutil.rmtree(folder)

reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
print(os.get_blocking(reader), os.get_inheritable(reader))  # expect: False False
try:
    os.read(reader, 1)
except BlockingIOError as error:
    print(error)  # expect: [Errno 11] Resource temporarily unavailable
os.close(reader)
os.close(writer)
main, terminal = os.openpty()
print(os.ttyname(terminal).startswith("/dev/"), os.isatty(main))  # expect: True True
os.close(main)
os.close(terminal)
os.environb[b"GILT_TEST"] = b"v"
print(os.environ["GILT_TEST"], b"GILT_TEST" in os.environb, os.EX_USAGE, os.major(os.makedev(8, 1)))
# expect: v True 64 8
for arguments in (("/nowhere", ["a"]), ("/bin/true", []), ("/bin/true", "a")):
    try:
        os.execv(*arguments)
    except (OSError, ValueError, TypeError) as error:
        print(error)
# expect: [Errno 2] No such file or directory
# expect: execv() arg 2 must not be empty
# expect: execv() arg 2 must be a tuple or list
try:
    os.no_such_name
except AttributeError as error:
    print(error)  # expect: module 'os' has no attribute 'no_such_name'
print("popen" in dir(os))  # expect: True
import sys
sys.stdout.flush()
os.execlp("echo", "echo", "the end")  # expect: the end
