# A host with several addresses: their order, several attempts at once, what failed, and what is closed.
import asyncio
import os
import socket
import tempfile
import warnings

TCP, UNIX = socket.AF_INET, socket.AF_UNIX
here, nowhere = (TCP, ("127.0.0.1", 0)), (TCP, ("192.0.2.1", 0))
warnings.simplefilter("error", ResourceWarning)


class Loop(asyncio.SelectorEventLoop):
    """Knows the hosts below, and how connecting to each address goes."""

    def __init__(self):
        super().__init__()
        self.hosts = {}
        self.sockets = []
        self.attempt = asyncio.Event()

    async def getaddrinfo(self, host, port, **options):
        return [(family, options["type"], 0, "", address) for family, address in self.hosts[host]]

    async def sock_connect(self, sock, address):
        self.sockets.append(sock)
        print("  to", address)
        self.attempt.set()
        if "silent" in address:
            try:
                await asyncio.Event().wait()
            finally:
                print("  no longer to", address)
        if "refused" in address:
            raise ConnectionRefusedError(address)


async def connect(*addresses, local=None, **options):
    loop = asyncio.get_running_loop()
    loop.hosts.update(host=addresses, local=local)
    if local is not None:
        options["local_addr"] = "local", 1
    print(*[address for _, address in addresses], options)
    try:
        transport, _ = await loop.create_connection(asyncio.Protocol, "host", 1, **options)
    except Exception as error:
        print("  ", repr(error))
    else:
        print("   connected")
        transport.abort()
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("  ", {sock.fileno() for sock in loop.sockets})


async def streams():
    many = [(TCP, f"refused t{i}") for i in range(3)] + [(UNIX, f"refused u{i}") for i in range(4)]
    await connect(*many)
    await connect(*many, interleave=1)
    await connect(*many, interleave=2)
    await connect(*many, happy_eyeballs_delay=1000)
    await connect(*many, happy_eyeballs_delay=1000, interleave=0)
    await connect((TCP, "silent"), (TCP, "refused"), (TCP, "open"), happy_eyeballs_delay=0.01)
    await connect((TCP, "silent"), (TCP, "open"), (TCP, "unused"), happy_eyeballs_delay=0.01)
    await connect((TCP, "refused"), (TCP, "refused"), happy_eyeballs_delay=0.01)
    await connect((TCP, "refused a"), (TCP, "refused b"), happy_eyeballs_delay=0.01, all_errors=True)
    await connect((TCP, "refused"), all_errors=True)
    await connect(*[(TCP, "refused")] * 2, local=[(UNIX, "")])
    await connect((TCP, "open"), local=[])
    await connect((TCP, "refused"), local=[nowhere, here])
    await connect((TCP, "refused"), local=[nowhere])
    waiting = asyncio.create_task(connect((TCP, "silent 1"), (TCP, "silent 2"), happy_eyeballs_delay=1000))
    await asyncio.sleep(0)
    await asyncio.get_running_loop().attempt.wait()
    waiting.cancel()
    await asyncio.wait([waiting])
    print(waiting.cancelled(), {sock.fileno() for sock in asyncio.get_running_loop().sockets})


async def datagrams():
    loop = asyncio.get_running_loop()

    async def endpoint(**options):
        print(options)
        try:
            transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, **options)
        except Exception as error:
            print("  ", repr(error))
        else:
            print("   made")
            transport.abort()
            await asyncio.sleep(0)
        print("  ", {sock.fileno() for sock in loop.sockets})

    loop.hosts.update(one=[(TCP, "refused")], two=[(TCP, "refused"), (UNIX, "refused too")],
                      three=[(TCP, "refused"), (UNIX, "not used"), (UNIX, "open")], here=[here])
    await endpoint(remote_addr=("one", 1))
    await endpoint(remote_addr=("two", 1))
    await endpoint(remote_addr=("three", 1))
    await endpoint(local_addr=("here", 1), remote_addr=("three", 1))
    await endpoint(local_addr=("a", 1), family=UNIX)
    await endpoint(local_addr="a")
    await endpoint()
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with socket.socket(UNIX, socket.SOCK_DGRAM) as left:
            left.bind("left")
        await endpoint(local_addr="left", family=UNIX)
        with open("file", "w"):
            await endpoint(local_addr="file", family=UNIX)
        print(sorted(os.listdir()))
        os.chdir(before)


for function in streams, datagrams:
    asyncio.run(function(), loop_factory=Loop)
