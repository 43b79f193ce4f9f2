# compile() with ast.PyCF_ALLOW_TOP_LEVEL_AWAIT: code that awaits at its top level is a coroutine.
import ast
import asyncio
import inspect
import types
import warnings

FLAG = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
warnings.simplefilter("ignore")


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *error):
        print("left with", error[0])
        return True


def show(source, mode="exec"):
    """Compiles, runs and awaits a text."""
    names = {"asyncio": asyncio, "numbers": numbers, "Manager": Manager, "inspect": inspect}
    print(mode, repr(source))
    try:
        code = compile(source, "<text>", mode, flags=FLAG)
        is_coroutine = bool(code.co_flags & inspect.CO_COROUTINE)
        result = eval(code, names)
        print("  ", is_coroutine, type(result).__name__)
        if is_coroutine:
            print("  ", result.__name__, result.__qualname__, result.cr_frame.f_globals is names)
            print("  ", asyncio.run(result))
        print("  ", {name: names[name] for name in "xyz" if name in names})
    except Exception as error:
        print("  ", repr(error))
        entry = error.__traceback__
        while entry.tb_next:
            entry = entry.tb_next
        print("  ", entry.tb_frame.f_code.co_name)


show("x = await asyncio.sleep(0, 5)")
show("await asyncio.sleep(0, 5)", "eval")
show("await asyncio.sleep(0, 5)", "single")
show("x = 1; await asyncio.sleep(0); x += 1; y = locals() is globals(); del x; z = (lambda: y)()")
show("async for x in numbers(4): y = x * 2\nelse: z = 'end'")
show("async with Manager() as x: 1 / 0")
show("[y async for y in numbers(3)]", "eval")
show("x = {y: [z async for z in numbers(y)] for y in range(3)}")
show("x = {y for y in [await asyncio.sleep(0, 7)]}")
show("x = sum([y for y in range(3) if await asyncio.sleep(0, y)])")
show("x = [y async for y in (z async for z in numbers(3))]")
show("def f[T](x=await asyncio.sleep(0, 8)): return x\nx = f()")
show("class C:\n  y = [x for x in numbers if await x]")
show("x = lambda y=await asyncio.sleep(0, 9): y\nx = x()")
show("x = [*map(str, [await asyncio.sleep(0, y) for y in (1, 2)])]; z = f'{await asyncio.sleep(0, x)}'")
show("x = (y := await asyncio.sleep(0, 1)) + y")
show("def f(): return x\nclass C:\n  x = 1\n  def g(self): return x\nx = await asyncio.sleep(0, 2)\ny = f(), C().g(), C.x")
show("global x\nx: int = await asyncio.sleep(0, 3)\nz = __annotations__")
show("try:\n  await asyncio.sleep(0)\n  raise ValueError(1)\nexcept ValueError as y:\n  x = await asyncio.sleep(0, str(y))\nfinally:\n  z = 1")
show("from math import *\nx = await asyncio.sleep(0, floor(pi))\nimport errno as y\ny = y.EINTR")
show("await undefined")
show("await 5")
show("x = 1")
show("1 + 1", "eval")
show("if 0: await x")
show("def f(): await x")
show("lambda: await x")
show("class C: await x")
show("class C:\n  async with x: pass")
show("def f(): [y async for y in x]")
show("x = yield")
show("await asyncio.sleep(0); x = yield")
show("return await x")
show("def f(x=await asyncio.sleep(0, 4)): return x\nx = f()")
show("match await asyncio.sleep(0, [1, 2]):\n  case [x, y] if await asyncio.sleep(0, x): z = x")
for source in "await x", "async with x: pass", "async for y in x: pass", "[y async for y in x]":
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(error)
names = {}
function = types.FunctionType(compile("x = await asyncio.sleep(0, 6)", "<text>", "exec", FLAG), {"asyncio": asyncio})
print(inspect.iscoroutinefunction(function), asyncio.run(function()), function.__globals__["x"])
print(exec(compile("await x", "<text>", "exec", FLAG), {}))
