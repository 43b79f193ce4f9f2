# A round-robin scheduler of coroutines in twenty lines.
class Pause:
    def __await__(self):
        yield

async def worker(name, steps):
    for i in range(steps):
        print(name, i)
        await Pause()
    return name

def run(*coroutines):
    ready, results = list(coroutines), []
    while ready:
        task = ready.pop(0)
        try:
            task.send(None)
            ready.append(task)
        except StopIteration as stop:
            results.append(stop.value)
    return results

print(run(worker("a", 2), worker("b", 3), worker("c", 1)))  # expect: a 0
# expect: b 0
# expect: c 0
# expect: a 1
# expect: b 1
# expect: b 2
# expect: ['c', 'a', 'b']
