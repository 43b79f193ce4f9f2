# loop.sendfile() and sock_sendfile(): what is sent and refused, and what happens if nobody receives.
import asyncio
import io
import socket
import tempfile

CONTENT = bytes(range(256)) * 8000


async def attempt(awaitable):
    """What it gives, or how it fails."""
    try:
        print(await awaitable)
    except Exception as error:
        print(type(error).__name__, error)


async def receiving(use):
    """Have a transport used; what has come at the other side."""
    received = bytearray()
    ended = asyncio.Event()

    async def receive(reader, writer):
        while data := await reader.read(65536):
            received.extend(data)
        writer.close()
        ended.set()

    async with await asyncio.start_server(receive, "127.0.0.1", 0) as server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        await use(writer)
        writer.close()
        await ended.wait()
    return received


async def amid_other_data(file):
    async def use(writer):
        writer.write(b"head")
        task = asyncio.create_task(asyncio.get_running_loop().sendfile(writer.transport, file, 5, 1000000))
        await asyncio.sleep(0)
        try:
            writer.write(b"middle")
        except RuntimeError as error:
            print(error)
        print(await task, file.tell(), writer.transport.is_reading())
        writer.write(b"tail")

    received = await receiving(use)
    print(len(received), received == b"head" + CONTENT[5:1000005] + b"tail")


async def refused(file):
    loop = asyncio.get_running_loop()

    async def use(writer):
        for arguments in (-1,), ("a",), (0, 0), (0, "a"):
            await attempt(loop.sendfile(writer.transport, file, *arguments))
            with socket.socket() as sock:
                await attempt(loop.sock_sendfile(sock, file, *arguments))
        with socket.socket(type=socket.SOCK_DGRAM) as sock:
            await attempt(loop.sock_sendfile(sock, file))
        with open(__file__) as text:
            await attempt(loop.sendfile(writer.transport, text))
        await attempt(loop.sendfile(writer.transport, io.BytesIO(b"abc"), fallback=False))
        await attempt(loop.sendfile(writer.transport, io.BytesIO(b"abc")))
        await attempt(loop.sendfile(writer.transport, file, fallback=False))
        writer.close()
        await attempt(loop.sendfile(writer.transport, file))

    print(len(await receiving(use)))


async def to_nobody():
    async def leave(reader, writer):
        await reader.readexactly(10)
        writer.transport.abort()

    async with await asyncio.start_server(leave, "127.0.0.1", 0) as server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        with tempfile.TemporaryFile() as file:
            file.truncate(30_000_000)
            try:
                await asyncio.get_running_loop().sendfile(writer.transport, file)
            except ConnectionError:
                print("nobody receives it")


async def main():
    with tempfile.TemporaryFile() as file:
        file.write(CONTENT)
        file.flush()
        await amid_other_data(file)
        await refused(file)
    await to_nobody()


asyncio.run(main())
