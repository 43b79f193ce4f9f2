# What asyncio says of files and addresses it cannot use, and of a missing loop.
import asyncio
import socket
import warnings


async def connecting(server_address, *arguments, **options):
    try:
        await asyncio.open_connection(*arguments, **options)
    except OSError as error:
        print(type(error).__name__, error.errno, str(error).replace(str(server_address[1]), "PORT"))


async def main():
    loop = asyncio.get_running_loop()
    for what in "a", None, 1.5:
        for function in loop.add_reader, loop.remove_reader, loop.add_writer, loop.remove_writer:
            try:
                function(what, *[print] if "add" in function.__name__ else [])
            except ValueError as error:
                print(error)
    async with await asyncio.start_server(print, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        await connecting(address, *address, local_addr=address)
        await connecting(address, *address, local_addr=("192.0.2.1", 0))
        await connecting(address, "127.0.0.1", 1)
        try:
            await asyncio.start_server(print, *address)
        except OSError as error:
            print(error.errno, str(error).replace(str(address[1]), "PORT"))
        try:
            await asyncio.start_server(print, "192.0.2.1", 4000)
        except OSError as error:
            print(error.errno, error)
    for port in 65536, -1:
        for function, *first in (asyncio.open_connection,), (asyncio.start_server, print):
            try:
                await function(*first, "127.0.0.1", port)
            except OverflowError as error:
                print(error)
    for start, wrong in (asyncio.create_subprocess_exec, True), (asyncio.create_subprocess_shell, False):
        try:
            await start("true", shell=wrong)
        except ValueError as error:
            print(error)
    with open(__file__) as file:
        for connect in loop.connect_read_pipe, loop.connect_write_pipe:
            try:
                await connect(asyncio.Protocol, file)
            except ValueError as error:
                print(error)
    process = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE)
    try:
        await process.communicate("text")
    except AssertionError as error:
        print("not", error)
    process.stdin.close()
    print(await process.wait())
    loop.set_debug(True)
    with socket.socket() as blocking:
        try:
            await loop.sock_sendall(blocking, b"")
        except ValueError as error:
            print(error)


asyncio.run(main())

for function in asyncio.get_event_loop, asyncio.DefaultEventLoopPolicy().get_event_loop:
    asyncio.set_event_loop_policy(None)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function().close()
    print([(each.filename == __file__, str(each.message)) for each in caught])
