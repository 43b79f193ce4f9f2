# Loops and tasks that nobody closes or awaits, and that only the collector finds.
import asyncio
import gc
import socket


async def wait_for_ever():
    try:
        await asyncio.Future()
    finally:
        print("the coroutine is closed")


def report(loop, context):
    task = context["task"]
    print(context["message"], task.get_name(), "wait_for_ever() done" in repr(task))


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    task = asyncio.create_task(wait_for_ever(), name="lost")
    await asyncio.sleep(0)
    del task
    gc.collect()
    print("main goes on")


def leave_loop():
    loop = asyncio.new_event_loop()
    task = loop.create_task(asyncio.sleep(100), name="left")
    task._log_destroy_pending = False
    loop.run_until_complete(asyncio.sleep(0))


class Holder:
    def __del__(self):
        self.socket.close()
        print("closed", self.socket.fileno())


def leave_socket():
    left, right = socket.socketpair()
    for each in left, right:
        holder = Holder()
        holder.me = holder
        holder.socket = each


asyncio.run(main())
leave_loop()
gc.collect()
print("the loop is gone")
leave_socket()
gc.collect()
