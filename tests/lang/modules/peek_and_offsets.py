# Looking at what a file of bytes gives next; offsets that leave too little to unpack.
import os
import tempfile

fd, path = tempfile.mkstemp()
os.write(fd, b"hello world")
os.close(fd)
with open(path, "rb") as file:
    print(file.peek(1)[:5], file.tell(), file.read(6), file.peek(), file.read(), file.peek())
    # expect: b'hello' 0 b'hello ' b'world' b'world' b''
try:
    file.peek()
except ValueError as error:
    print(error)  # expect: peek of closed file
os.remove(path)

import struct
try:
    struct.unpack_from("<h", b"abcd", -1)
except struct.error as error:
    print(error)  # expect: not enough data to unpack 2 bytes at offset -1
