# Streams over TCP and Unix sockets, datagrams, plain sockets, protocols and transports.
import asyncio
import os
import re
import socket
import tempfile


def show(*values):
    print(re.sub(r"0x[0-9a-f]+", "0x", re.sub(r"fd=\d+", "fd=N", " ".join(map(str, values)))))


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def streams():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(server.is_serving(), len(server.sockets))

    async def talk(name):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answers = []
        for number in range(3):
            writer.write(f"{name} line {number}\n".encode())
            await writer.drain()
            answers.append(await reader.readline())
        writer.write(b"no line end")
        writer.write_eof()
        answers.append(await reader.read())
        writer.close()
        await writer.wait_closed()
        return answers

    for answers in await asyncio.gather(*map(talk, "abcd")):
        print(answers)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    show(writer.get_extra_info("peername")[0], writer.can_write_eof(), writer.is_closing(), writer.transport)
    writer.writelines([b"abc\n", b"def\n"])
    print(await reader.readexactly(2), await reader.readuntil(b"D"), await reader.readuntil((b"\n", b"F")))
    writer.write_eof()
    try:
        await reader.readexactly(100)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    print(await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets)
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, str(error).replace(str(port), "PORT"))


async def failing():
    async def fail(reader, writer):
        raise ValueError("in the server")

    def report(loop, context):
        print(context["message"], repr(context["exception"]), context["transport"].is_closing())

    asyncio.get_running_loop().set_exception_handler(report)
    async with await asyncio.start_server(fail, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        print(await reader.read())
        writer.close()


async def readers():
    reader = asyncio.StreamReader(limit=10)
    reader.feed_data(b"x" * 30 + b"\nyy\nzzzz")
    print(reader)
    try:
        await reader.readline()
    except ValueError as error:
        print(error)
    print(await reader.readline())
    waiting = asyncio.create_task(reader.readline())
    await asyncio.sleep(0)
    try:
        await reader.readline()
    except RuntimeError as error:
        print(error)
    reader.feed_eof()
    print(await waiting, [line async for line in reader], reader.at_eof(), reader)


async def unix():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        async with await asyncio.start_unix_server(echo, path):
            reader, writer = await asyncio.open_unix_connection(path)
            writer.write(b"unix\n")
            print(await reader.readline())
            writer.close()
            await writer.wait_closed()
        print(os.path.exists(path))


class Counting(asyncio.Protocol):
    """Counts what comes; much more than fits into the system's buffers."""

    def __init__(self, done):
        self.done = done
        self.count = 0

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.count += len(data)

    def eof_received(self):
        self.transport.write(b"%d bytes" % self.count)

    def connection_lost(self, exc):
        self.done.set_result((self.count, exc))


async def flow_control():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Counting(done), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for _ in range(50):
        writer.write(bytes(100_000))
        await writer.drain()
    writer.write_eof()
    print(await reader.read(), await done)
    writer.close()
    server.close()


class Upper(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data.upper(), address)


class Receive(asyncio.DatagramProtocol):
    def __init__(self, future):
        self.future = future

    def datagram_received(self, data, address):
        self.future.set_result(data)


async def datagrams():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Upper, ("127.0.0.1", 0))
    future = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(
        lambda: Receive(future), remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"datagram")
    print(await future)
    client.close()
    server.close()


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, name, lost):
        self.name = name
        self.lost = lost

    def connection_made(self, transport):
        self.transport = transport

    def get_buffer(self, size_hint):
        return bytearray(0 if self.name == "no buffer" else 8)

    def buffer_updated(self, count):
        if self.name == "fails":
            raise BlockingIOError("not the socket's")
        print("updated", count)
        self.transport.set_protocol(Plain(self.lost))

    def connection_lost(self, error):
        self.lost.set_result(error)


class Plain(asyncio.Protocol):
    def __init__(self, lost):
        self.lost = lost

    def data_received(self, data):
        print("received", data)
        raise ValueError(data)

    def connection_lost(self, error):
        self.lost.set_result(error)


async def buffered():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    for name in "no buffer", "fails", "becomes another":
        first, second = socket.socketpair()
        lost = loop.create_future()
        with second:
            await loop.create_connection(lambda: Buffered(name, lost), sock=first)
            await loop.run_in_executor(None, second.sendall, b"eight...and more")
            print(name, repr(await lost))


async def plain_sockets():
    loop = asyncio.get_running_loop()
    first, second = socket.socketpair()
    first.setblocking(False)
    second.setblocking(False)
    receiving = asyncio.create_task(loop.sock_recv(first, 100))
    await asyncio.sleep(0)
    await loop.sock_sendall(second, b"sent")
    print(await receiving)
    ready = asyncio.Event()
    loop.add_reader(first, ready.set)
    second.send(b"1")
    await ready.wait()
    print(loop.remove_reader(first), loop.remove_reader(first))
    first.close()
    second.close()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    accepting = asyncio.create_task(loop.sock_accept(listening))
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listening.getsockname())
    connection, _ = await accepting
    await loop.sock_sendall(connection, b"hello")
    print(await loop.sock_recv(client, 100), connection.gettimeout())
    for each in (client, connection, listening):
        each.close()


for each in (streams, failing, readers, unix, flow_control, datagrams, buffered, plain_sockets):
    print(each.__name__)
    asyncio.run(each())
