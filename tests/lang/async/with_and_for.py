class Manager:
    async def __aenter__(self):
        print("enter")
        return "m"
    async def __aexit__(self, *details):
        print("exit", details[0])

class Count:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n

async def agen():
    for i in range(3):
        yield i

async def main():
    async with Manager() as m:
        print(m)
        async for i in Count(2):
            print(i)
        else:
            print("else")
    print([x async for x in Count(3)], [x async for x in agen() if x], {x: x async for x in Count(1)})
    return "done"

try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)  # expect: enter
    # expect: m
    # expect: 1
    # expect: 0
    # expect: else
    # expect: exit None
    # expect: [2, 1, 0] [1, 2] {0: 0}
    # expect: done
