# What is taken for a coroutine function, and arguments that are refused before anything is connected.
import asyncio
import functools
import inspect
import types
from unittest import mock


async def native(self=None):
    pass


@types.coroutine
def generator():
    yield


def plain():
    return native()


class Owner:
    method = native


@inspect.markcoroutinefunction
def marked():
    return native()


async def main():
    for function in (native, generator, plain, marked, functools.partial(marked), Owner().method, Owner.method,
                     mock.AsyncMock(), mock.MagicMock(), mock.AsyncMock, None):
        print(type(function).__name__, inspect.iscoroutinefunction(function), asyncio.iscoroutinefunction(function))
    loop = asyncio.get_running_loop()
    for arguments in ({"server_hostname": "x"}, {"ssl_handshake_timeout": 1}, {"ssl_shutdown_timeout": 1}, {}):
        for connect in (loop.create_connection, loop.create_unix_connection, loop.create_server,
                        loop.create_unix_server):
            if "server_hostname" in arguments and "server" in connect.__name__:
                continue
            try:
                await connect(asyncio.Protocol, **arguments)
            except ValueError as error:
                print(connect.__name__, error)


asyncio.run(main())
