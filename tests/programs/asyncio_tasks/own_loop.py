# A program's own loop, on AbstractEventLoop: it keeps a clock that jumps to the next call; what it lacks says so.
import asyncio
import collections
import heapq


class Simulation(asyncio.AbstractEventLoop):
    def __init__(self):
        self.now = 0
        self.ready = collections.deque()
        self.scheduled = []
        self.is_stopped = False

    def time(self):
        return self.now

    def get_debug(self):
        return False

    def run_until_complete(self, coroutine):
        task = self.create_task(coroutine)
        task.add_done_callback(lambda task: self.stop())
        print(type(self.ready[0]._callback))
        asyncio._set_running_loop(self)
        while not self.is_stopped:
            if self.ready:
                handle = self.ready.popleft()
            else:
                handle = heapq.heappop(self.scheduled)
                self.now = handle.when()
            if not handle.cancelled():
                handle._run()
        asyncio._set_running_loop(None)
        return task.result()

    def stop(self):
        self.is_stopped = True

    def call_soon(self, callback, *arguments, context=None):
        self.ready.append(asyncio.Handle(callback, arguments, self, context))
        return self.ready[-1]

    def call_later(self, delay, callback, *arguments, context=None):
        return self.call_at(self.now + delay, callback, *arguments, context=context)

    def call_at(self, when, callback, *arguments, context=None):
        handle = asyncio.TimerHandle(when, callback, arguments, self, context)
        heapq.heappush(self.scheduled, handle)
        return handle

    def _timer_handle_cancelled(self, handle):
        pass

    def call_exception_handler(self, context):
        print(context["message"], repr(context["exception"]))

    def create_future(self):
        return asyncio.Future(loop=self)

    def create_task(self, coroutine, **options):
        return asyncio.Task(coroutine, loop=self, **options)


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "at", asyncio.get_running_loop().time())
    return name


async def main():
    print(await asyncio.gather(work("a", 20), work("b", 10)))
    async with asyncio.TaskGroup() as group:
        group.create_task(work("c", 3600))
        group.create_task(work("d", 60))
    for waiting in asyncio.wait_for(work("e", 100), 50), asyncio.wait_for(work("f", 50), 100):
        try:
            print(await waiting)
        except TimeoutError:
            print("late at", asyncio.get_running_loop().time())
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    return "end"


loop = Simulation()
print(loop.run_until_complete(main()))
for method in (loop.run_forever, loop.get_exception_handler, asyncio.AbstractServer().close_clients,
               asyncio.AbstractServer().abort_clients):
    try:
        method()
    except NotImplementedError as error:
        print(method.__qualname__, repr(error))
connecting = loop.create_connection(asyncio.Protocol)
try:
    connecting.send(None)
except NotImplementedError as error:
    print(connecting.__qualname__, repr(error))
