# What asyncio logs of a loop, for a program that logs everything; a signal that cannot be let go.
import asyncio
import logging
import signal
import sys
from unittest import mock

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)


async def main():
    logging.info("in main")
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print)
    with mock.patch("signal.signal", side_effect=OSError(22, "refused")):
        try:
            loop.remove_signal_handler(signal.SIGUSR1)
        except RuntimeError as error:
            print(error)


asyncio.run(main())
print(logging.getLogger("asyncio") is asyncio.log.logger)
