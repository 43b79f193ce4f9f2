# skip-oracle: a TaskGroup and the end of asyncio.run() cancel tasks in the order of a set in CPython
# Tasks that are cancelled together end in the order they were made.
import asyncio


async def wait(number, ended):
    try:
        await asyncio.sleep(60)
    finally:
        ended.append(number)


async def failing_group(size, ended):
    async with asyncio.TaskGroup() as group:
        for number in range(size):
            group.create_task(wait(number, ended))
        await asyncio.sleep(0)
        raise ValueError("the body")


async def left_behind(size, ended):
    tasks = [asyncio.create_task(wait(number, ended)) for number in range(size)]
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()), len(tasks))


for size in 1, 3, 10, 100:
    ended = []
    try:
        asyncio.run(failing_group(size, ended))
    except* ValueError as group:
        print(repr(group))
    print(ended == list(range(size)))
    ended.clear()
    asyncio.run(left_behind(size, ended))
    print(ended == list(range(size)))
