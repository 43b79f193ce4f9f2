# A file without a buffer reads no more than it was asked for: the rest is there for whoever else has the descriptor.
import io
import os
import select
import subprocess
import tempfile


def filled():
    reader, writer = os.pipe()
    os.write(writer, b"first\nsecond\nthird")
    os.close(writer)
    return reader


def show(read):
    with open(filled(), "rb", 0) as file:
        given = read(file)
        print(given, os.read(file.fileno(), 100), file.read())


def read_into(file):
    buffer = bytearray(4)
    return file.readinto(buffer), buffer


show(lambda file: file.read(2))
show(lambda file: file.read(0))
show(lambda file: file.readline())
show(lambda file: file.readline(3))
show(lambda file: next(file))
show(lambda file: file.readlines(2))
show(read_into)
show(lambda file: (file.read(3), file.read(3), file.readline()))
show(lambda file: file.readall())
with io.FileIO(filled()) as file:
    print(file.read(6), select.select([file], [], [], 0)[0] == [file], io.BufferedReader(file).read())

with subprocess.Popen(["printf", "apple"], stdout=subprocess.PIPE, bufsize=0) as process:
    process.wait()
    print(process.stdout.read(4), select.select([process.stdout], [], [], 0)[0] == [process.stdout], process.stdout.read())

with tempfile.TemporaryFile(buffering=0) as file:
    print(file.write(b"some\nlines\n"), file.seek(0), file.read(3), file.tell(), os.lseek(file.fileno(), 0, os.SEEK_CUR))
    file.readline()
    print(subprocess.check_output(["cat"], stdin=file))
