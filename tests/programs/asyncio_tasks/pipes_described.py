# What transports of pipes say of themselves, and which errors of reading they report.
import asyncio
import os
import re
import socket
import struct


async def main():
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    reader, _ = await loop.connect_read_pipe(asyncio.Protocol, os.fdopen(reading, "rb"))
    writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(writing, "wb"))

    def show():
        print(re.sub(r"fd=\d+", "fd=N", f"{reader} {writer}"))

    show()
    reader.pause_reading()
    writer.write(b"x" * 1_000_000)
    show()
    reader.close()
    writer.close()
    show()
    writer.abort()
    await asyncio.sleep(0.01)
    show()
    print(reader.is_closing(), writer.is_closing())


class Lost(asyncio.Protocol):
    def __init__(self, future):
        self.future = future

    def connection_lost(self, error):
        self.future.set_result(error)


async def failing():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(sorted(context), context["message"]))
    with socket.create_server(("127.0.0.1", 0)) as server:
        reset = socket.create_connection(server.getsockname())
        other, _ = server.accept()
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    other.close()
    terminal, slave = os.openpty()
    os.close(slave)
    for file in reset, os.fdopen(terminal, "rb", buffering=0):
        lost = loop.create_future()
        await loop.connect_read_pipe(lambda: Lost(lost), file)
        print(repr(await lost))


asyncio.run(main())
asyncio.run(failing())
