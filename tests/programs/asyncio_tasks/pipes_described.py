# What transports of pipes say of themselves.
import asyncio
import os
import re


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


asyncio.run(main())
