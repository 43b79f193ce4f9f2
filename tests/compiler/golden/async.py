async def f(xs):
    async with open(xs) as y:
        await y
    async for x in xs:
        yield x
    r = [z async for z in xs if await z]
