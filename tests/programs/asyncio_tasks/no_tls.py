# What asyncio says where a connection is to be encrypted.
# skip-oracle: the streams of CPython's asyncio speak TLS
import asyncio
import socket


async def attempt(awaitable):
    try:
        await awaitable
    except NotImplementedError as error:
        print(error)


async def main():
    loop = asyncio.get_running_loop()
    await attempt(asyncio.open_connection("127.0.0.1", 1, ssl=True))
    await attempt(asyncio.start_server(print, "127.0.0.1", 0, ssl=True))
    await attempt(asyncio.open_unix_connection("/nowhere", ssl=True))
    await attempt(asyncio.start_unix_server(print, "/nowhere", ssl=True))
    first, second = socket.socketpair()
    with second:
        reader, writer = await asyncio.open_connection(sock=first)
        await attempt(writer.start_tls(None))
        await attempt(loop.start_tls(writer.transport, asyncio.Protocol(), None))
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
