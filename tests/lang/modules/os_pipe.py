import os

reader, writer = os.pipe()
print(os.write(writer, b"hello pipe"), os.read(reader, 5), os.read(reader, 100))  # expect: 10 b'hello' b' pipe'
os.close(writer)
print(os.read(reader, 10))  # expect: b''
os.close(reader)
for action in (
    lambda: os.read(reader, 1), lambda: os.write(writer, b"x"), lambda: os.close(reader),
    lambda: os.write(1, "text"),
):
    try:
        action()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)  # expect: OSError [Errno 9] Bad file descriptor
        # expect: OSError [Errno 9] Bad file descriptor
        # expect: OSError [Errno 9] Bad file descriptor
        # expect: TypeError a bytes-like object is required, not 'str'
