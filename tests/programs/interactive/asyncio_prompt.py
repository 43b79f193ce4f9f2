"""python -m asyncio: a prompt with await, where tasks go on between the lines."""
import subprocess
import sys

LINES = """\
x = await asyncio.sleep(0, 5)
x
await asyncio.sleep(0, x + 1)
_
async def double(n): return 2 * n

await double(21)
task = asyncio.create_task(double(4))
asyncio.current_task().cancel() or await task
await task
async with asyncio.timeout(10): print("inside")

[n for n in range(3) if await double(n)]
1 / 0
await asyncio.sleep(0, 1 / 0)
await double()
await 5
x +
await asyncio.wait_for(asyncio.Event().wait(), 0)
raise KeyboardInterrupt
async def interrupted(): raise KeyboardInterrupt

await interrupted()
x, asyncio.get_running_loop() is asyncio.current_task()
await asyncio.sleep(0, __name__)
asyncio.get_running_loop().is_running()
"""


def run(lines):
    done = subprocess.run([sys.executable, "-m", "asyncio"], input=lines, capture_output=True, text=True, timeout=60)
    print(done.stdout.replace(">>> ", "").replace("... ", ""), done.returncode)
    for line in done.stderr.splitlines():
        if line.strip() and line[0] not in " T" and "REPL 3" not in line:
            print(" ", line)


run(LINES)
run("exit(3)\nnever here\n")
run("import sys\nsys.exit('words')\n")
