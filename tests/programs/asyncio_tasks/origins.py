# Where a coroutine was made: cr_origin, and what the warning about one that nobody awaited says.
import asyncio
import os
import sys
import threading
import warnings


async def work():
    pass


def make():
    return work()


def make_through():
    return make()


def show(coroutine):
    origin = coroutine.cr_origin
    print(origin and [(os.path.basename(file), line, name) for file, line, name in origin])
    coroutine.close()


def forget():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make_through()
    for warning in caught:
        lines = [line for line in str(warning.message).splitlines() if not line.strip(" ~^") == ""]
        folder = os.path.dirname(os.path.abspath(__file__))
        print(warning.category.__name__, "\n".join(lines[:2] + lines[-4:]).replace(folder + "/", ""))


show(make_through())
for depth in (1, 2, 50):
    sys.set_coroutine_origin_tracking_depth(depth)
    show(make_through())
for bad in (-1, 1 << 40, "x"):
    try:
        sys.set_coroutine_origin_tracking_depth(bad)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
thread = threading.Thread(target=lambda: print("in a thread:", sys.get_coroutine_origin_tracking_depth()))
thread.start()
thread.join()
sys.set_coroutine_origin_tracking_depth(2)
forget()
sys.set_coroutine_origin_tracking_depth(0)
forget()


async def main():
    loop = asyncio.get_running_loop()
    for is_debug in (True, False, True):
        loop.set_debug(is_debug)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("debug", is_debug, sys.get_coroutine_origin_tracking_depth())
    forget()


asyncio.run(main(), debug=True)
print(sys.get_coroutine_origin_tracking_depth())
