"""One function under every model of concurrency: `gilt models` and, at the prompt, %models.

A row of the table is a model. Each is run in a process of its own, started with the GIL on or off,
in turns with the others, so that a machine that slows down slows all of them. A run is N calls of
the function, by N workers, or one after the other in the serial row. What a worker costs (to start
and join, and in memory) is measured with workers that do nothing.
"""
import argparse
import ast
import asyncio
from concurrent import interpreters
import gil
import importlib
import json
import multiprocessing
import os
import pickle
import resource
import statistics
import subprocess
import sys
import textwrap
import threading
import time

from _models_worker import (answer, call, is_coroutine_function, nothing, park, seconds_to_load,
                            send_answer, set_paths)

WORKERS = 4
ROUNDS = 3

# A function is said to compute, or to wait, from these parts of its time on.
BUSY, IDLE = 0.8, 0.2

# From this part of the time spent waiting for a processor on, the machine is not fit to measure.
CROWDED = 0.1

# Loading the script is worth a word from this part of one call on.
LOADING = 0.1

# So much faster than serial, beyond what the runs differ among themselves, is faster.
GAIN = 1.1


# --- one run under one model: N calls, whose results come back in order


def run_serial(function, arguments, n):
    return [call(function, arguments) for _ in range(n)], 0


def run_threads(function, arguments, n):
    results = [None] * n

    def work(i):
        results[i] = answer(function, arguments)

    threads = [threading.Thread(target=work, args=(i,), name=f"worker {i + 1}") for i in range(n)]
    start_and_join(threads)
    return [unpack(result) for result in results], 0


def run_asyncio(function, arguments, n):
    """Tasks of one event loop; a function that waits without await waits in the loop's threads."""
    if is_coroutine_function(function):
        async def all_of_them():
            return await asyncio.gather(*[function(*arguments) for _ in range(n)])
    else:
        async def all_of_them():
            return await asyncio.gather(*[asyncio.to_thread(function, *arguments)
                                          for _ in range(n)])
    return asyncio.run(all_of_them()), 0


def run_processes(method):
    def run(function, arguments, n):
        context = multiprocessing.get_context(method)
        pipes = [context.Pipe(duplex=False) for _ in range(n)]
        processes = [context.Process(target=send_answer, args=(writer, function, arguments))
                     for _, writer in pipes]
        for process in processes:
            process.start()
        for _, writer in pipes:
            writer.close()
        received = [receive(reader) for reader, _ in pipes]
        for process in processes:
            process.join()
        copied = sum(map(len, received))
        if method != "fork":
            copied += n * len(pickle.dumps((function, arguments)))
        return [unpack(pickle.loads(data)) for data in received], copied
    return run


def run_interpreters(function, arguments, n):
    """Each call in an interpreter of its own, which a thread of its own runs."""
    results = [None] * n

    def work(i):
        worker = interpreters.create()
        try:
            worker.call(set_paths, tuple(sys.path), sys.argv)
            results[i] = worker.call(answer, function, arguments)
        except interpreters.ExecutionFailed as error:
            results[i] = None, CannotRun(f"interpreters: {error.excinfo.formatted}")
        finally:
            worker.close()

    start_and_join([threading.Thread(target=work, args=(i,), name=f"worker {i + 1}")
                    for i in range(n)])
    copied = sum(len(pickle.dumps((function, arguments)) + pickle.dumps(result))
                 for result in results)
    return [unpack(result) for result in results], copied


def start_and_join(workers):
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def receive(reader):
    try:
        return reader.recv_bytes()
    except EOFError:
        sys.exit("gilt models: a worker process ended without an answer")


def unpack(answered):
    result, error = answered
    if error:
        raise error
    return result


# --- what a worker costs: starting and joining many that do nothing, memory of many that wait


def cost_of_threads(n=50):
    go = threading.Event()
    threads = [threading.Thread(target=go.wait) for _ in range(n)]
    before = own_memory()
    for thread in threads:
        thread.start()
    memory = max(0, own_memory() - before)
    go.set()
    for thread in threads:
        thread.join()
    seconds = best(lambda: start_and_join([threading.Thread(target=nothing) for _ in range(n)]))
    return seconds / n, memory / n


def cost_of_interpreters(n=8):
    def start_and_end():
        worker = interpreters.create()
        worker.call(nothing)
        worker.close()

    before = own_memory()
    idle = [interpreters.create() for _ in range(n)]
    for worker in idle:
        worker.call(nothing)
    memory = max(0, own_memory() - before)
    for worker in idle:
        worker.close()
    seconds = best(lambda: start_and_join([threading.Thread(target=start_and_end)
                                           for _ in range(n)]))
    return seconds / n, memory / n


def cost_of_processes(method):
    def cost(n=4):
        context = multiprocessing.get_context(method)
        seconds = best(lambda: start_and_join([context.Process(target=nothing) for _ in range(n)]))
        reader, writer = context.Pipe(duplex=False)
        ready_reader, ready_writer = context.Pipe(duplex=False)
        processes = [context.Process(target=park, args=(ready_writer, reader, writer))
                     for _ in range(n)]
        for process in processes:
            process.start()
        for _ in range(n):
            ready_reader.recv_bytes()
        memory = sum(memory_of(process.pid) for process in processes)
        writer.close()
        for process in processes:
            process.join()
        return seconds / n, memory / n
    return cost


def cost_of_tasks(n=2000):
    async def idle(go):
        await go.wait()

    async def done():
        pass

    async def start_all():
        await asyncio.gather(*[done() for _ in range(n)])

    async def measure():
        go = asyncio.Event()
        before = own_memory()
        tasks = [asyncio.create_task(idle(go)) for _ in range(n)]
        await asyncio.sleep(0)
        memory = max(0, own_memory() - before)
        go.set()
        await asyncio.gather(*tasks)
        seconds = min([await timed(start_all) for _ in range(3)])
        return seconds / n, memory / n

    return asyncio.run(measure())


async def timed(function):
    began = time.perf_counter()
    await function()
    return time.perf_counter() - began


def cost_of_loading(function):
    """Seconds until a worker that begins anew has imported what the call needs."""
    needed = [function.__module__] + ["asyncio"] * is_coroutine_function(function)

    def load():
        worker = interpreters.create()
        try:
            worker.call(set_paths, tuple(sys.path), sys.argv)
            return worker.call(seconds_to_load, needed)
        finally:
            worker.close()

    return min(load() for _ in range(3))


def best(function, times=3):
    """The shortest of a few runs, in seconds: what it costs when nothing else comes in between."""
    def once():
        began = time.perf_counter()
        function()
        return time.perf_counter() - began
    return min(once() for _ in range(times))


def own_memory():
    """Resident bytes of this process."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def memory_of(pid):
    """Bytes that would be free if the process were not there: what it shares is not counted."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return 1024 * sum(int(line.split()[1]) for line in file if line.startswith("Private_"))


# --- the models


class Model:
    def __init__(self, name, label, gil, run, cost=None):
        self.name, self.label, self.gil, self.run, self.cost = name, label, gil, run, cost


MODELS = [
    Model("serial", "serial", "on", run_serial),
    Model("threads", "threads (GIL on)", "on", run_threads, cost_of_threads),
    Model("threads-off", "threads (GIL off)", "off", run_threads, cost_of_threads),
    Model("interpreters", "interpreters", "on", run_interpreters, cost_of_interpreters),
    Model("fork", "processes (fork)", "on", run_processes("fork"), cost_of_processes("fork")),
    Model("spawn", "processes (spawn)", "on", run_processes("spawn"), cost_of_processes("spawn")),
    Model("asyncio", "tasks (asyncio)", "on", run_asyncio, cost_of_tasks),
]
BY_NAME = {model.name: model for model in MODELS}


def run_queue_seconds():
    """How long this thread could have run and did not: other programs, or threads, had the CPU."""
    with open("/proc/thread-self/schedstat") as file:
        return int(file.read().split()[1]) / 1e9


def cpu_seconds():
    """CPU time of this process and of its children that were waited for."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(t.ru_utime + t.ru_stime for t in times)


def measure(model, function, arguments, workers):
    """One run as a dict of figures: seconds, and the bytes that went to workers and back."""
    queued, cpu, began = run_queue_seconds(), cpu_seconds(), time.perf_counter()
    results, copied = model.run(function, arguments, workers)
    wall = time.perf_counter() - began
    return {"wall": wall, "cpu": cpu_seconds() - cpu, "queued": run_queue_seconds() - queued,
            "copied": copied, "results": [repr(result) for result in results]}


def measure_cost(model, function=None):
    """Seconds and bytes for a worker, as a dict; and what importing all that the call needs takes."""
    if not model.cost:
        return None
    start, memory = model.cost()
    begins_anew = function and model.name in ("interpreters", "spawn")
    return {"start": start, "memory": memory,
            "load": cost_of_loading(function) if begins_anew else 0.0}


def work_share(cpu, queued, wall):
    """The part of the time in which there was something to compute, on a processor or for want of one."""
    return min(1, (cpu + queued) / wall)


def run_in_turns(run, rounds, is_coroutine, left_out=()):
    """The models that fit the function, and the figures of `rounds` runs of each: run(model).

    asyncio is of use only to what waits."""
    first = run(BY_NAME["serial"])
    waits = is_coroutine or work_share(first["cpu"], first["queued"], first["wall"]) < BUSY
    models = [model for model in MODELS
              if model.name not in left_out and (waits or model.name != "asyncio")]
    runs = {model.name: [] for model in models}
    runs["serial"].append(first)
    for i in range(rounds):
        for model in models:
            if len(runs[model.name]) <= i:
                runs[model.name].append(run(model))
    return models, runs


class Row:
    """What all runs of a model came to: medians, and how far the runs went apart."""

    def __init__(self, model, runs, cost):
        self.model, self.cost = model, cost
        walls = [run["wall"] for run in runs]
        self.wall, self.fastest, self.slowest = statistics.median(walls), min(walls), max(walls)
        self.cpu = statistics.median(run["cpu"] for run in runs)
        self.queued = statistics.median(run["queued"] for run in runs)
        self.copied = statistics.median(run["copied"] for run in runs)
        self.results = runs[0]["results"]

    def is_faster_than(self, other):
        return self.slowest < other.fastest and other.wall / self.wall > GAIN


# --- what a teacher would say


def verdict(rows, workers):
    """Sentences that the figures bear out, and no others."""
    serial = rows[0]
    busy = work_share(serial.cpu, serial.queued, serial.wall)
    kind = "computes" if busy >= BUSY else "waits" if busy <= IDLE else "computes and waits"
    said = [f"The function {kind}: {busy * 100:.0f} % of the serial time it had something to"
            " compute."]
    if serial.queued > CROWDED * serial.wall:
        said.append(f"Other programs had the processor for {min(serial.queued / serial.wall, 1) * 100:.0f} %"
                    " of it: measure again on a quiet machine.")
        return said
    gains = {row.model.name: serial.wall / row.wall for row in rows if row.is_faster_than(serial)}
    if not gains:
        said.append(f"Nothing was faster than {workers} calls one after the other, beyond what the"
                    " runs differ among themselves.")
    said += [about_gil(gains, kind), about_faster(gains, rows),
             about_small_work(rows, serial.wall / workers),
             about_loading(rows, serial.wall / workers), choice(gains, rows)]
    return [sentence for sentence in said if sentence]


def about_gil(gains, kind):
    on, off = gains.get("threads"), gains.get("threads-off")
    if kind == "computes" and off and not on:
        return "Under the GIL threads take turns; without it they ran at once."
    if kind == "waits" and on and off:
        return "A thread that waits has let the GIL go: with and without it threads are faster."
    if on and off and off > on * 1.3:
        return "Under the GIL threads wait at once, without it they compute at once, too."
    return None


def about_faster(gains, rows):
    names = [f"{row.model.label} x{gains[row.model.name]:.1f}" for row in rows
             if row.model.name in gains]
    return "Faster than serial: " + "; ".join(names) + "." if names else None


def about_small_work(rows, one_call):
    dear = [row for row in rows if row.cost and row.cost["start"] > one_call]
    if not dear:
        return None
    names = "; ".join(f"{row.model.label} {seconds(row.cost['start'])}" for row in dear)
    return (f"One call takes {seconds(one_call)}, less than starting a worker ({names}): give each"
            " worker more to do, or keep a pool.")


def about_loading(rows, one_call):
    """Workers that begin anew pay for all imports, which the start column leaves out."""
    dear = [row for row in rows
            if row.cost and row.cost["load"] > max(row.cost["start"], LOADING * one_call)]
    if not dear:
        return None
    names = "; ".join(f"{row.model.label} {seconds(row.cost['load'])}" for row in dear)
    return (f"Workers that begin anew import the script first, and all that it needs ({names}):"
            " keep a pool of them, or let the script import less.")


def choice(gains, rows):
    """The model that is cheapest to start among those about as fast as the fastest."""
    if not gains:
        return None
    best = max(gains.values())
    near = [row for row in rows if gains.get(row.model.name, 0) > best * 0.9]
    cheapest = min(near, key=lambda row: row.cost["start"])
    return (f"Of those about as fast as the fastest, starting {cheapest.model.label} costs least."
            if len(near) > 1 else f"The fastest is {near[0].model.label}.")


# --- the tables


def seconds(s):
    if s >= 1:
        return f"{s:.2f} s"
    return f"{s * 1e3:.1f} ms" if s >= 1e-3 else f"{s * 1e6:.0f} us"


def size(n):
    n = max(n, 0)
    for unit in ("B", "KiB", "MiB"):
        if n < 1000 or unit == "MiB":
            return f"{n:.0f} {unit}" if n >= 10 or unit == "B" else f"{n:.1f} {unit}"
        n /= 1024


def print_table(what, rows, workers, rounds):
    print(f"  {what}: {workers} calls, {rounds} runs of each in turn (medians, MEASURED)")
    print("  start, memory: of a worker that does nothing; copied: to others and back\n")
    print(f"  {'model':<17} {'wall':>8} {'CPU/wall':>9} {'speed-up':>9} {'start':>10} {'memory':>10}"
          f" {'copied':>8}")
    serial = rows[0]
    for row in rows:
        start = seconds(row.cost["start"]) if row.cost else "-"
        memory = size(row.cost["memory"]) if row.cost else "-"
        copied = size(row.copied) if row.copied else "-"
        print(f"  {row.model.label:<17} {seconds(row.wall):>8} {row.cpu / row.wall:>9.2f}"
              f" {'x' + format(serial.wall / row.wall, '.2f'):>9} {start:>10} {memory:>10}"
              f" {copied:>8}")
    different = [row.model.label for row in rows if row.results != serial.results]
    if different:
        print(f"\n  returned something else than the serial calls: {', '.join(different)}")
    print()
    for sentence in verdict(rows, workers):
        print(textwrap.fill(sentence, 78, initial_indent="  ", subsequent_indent="  "))


def print_costs(costs):
    """What a worker of each kind costs, and how many of them half of the free memory holds."""
    with open("/proc/meminfo") as file:
        free = next(int(line.split()[1]) * 1024 for line in file if "MemAvailable" in line)
    print(f"  What a worker costs on this machine (MEASURED; {os.cpu_count()} processors,"
          f" {size(free)} of memory free)\n")
    print("  worker             start and join     memory   fit in half of the free memory")
    for label, cost in costs:
        count = int(free / 2 / max(cost["memory"], 1))
        print(f"  {label:<18} {seconds(cost['start']):>14} {size(cost['memory']):>10}"
              f" {count:>32,}")
    print("\n  More than the processors are of use only for work that waits.")


# --- the command: each model in a process of its own


class CannotRun(Exception):
    """What the command says on stderr before it ends with status 2."""


def find_function(target):
    """The function of SCRIPT:FUNCTION; the script is imported, so that workers can import it.

    It sees the arguments it would see if it were run without any."""
    path, colon, name = target.rpartition(":")
    if not colon or not path or not name:
        raise CannotRun(f"'{target}' is not SCRIPT:FUNCTION")
    if not os.path.isfile(path):
        raise CannotRun(f"can't open file '{path}'")
    folder, file = os.path.split(os.path.abspath(path))
    stem = os.path.splitext(file)[0]
    if not stem.isidentifier():
        raise CannotRun(f"'{file}' cannot be imported: its name is not that of a module")
    sys.path.insert(0, folder)
    sys.argv = [path]
    module = importlib.import_module(stem)
    if os.path.abspath(getattr(module, "__file__", None) or "") != os.path.join(folder, file):
        raise CannotRun(f"'{file}' has the name of a library module; give it another")
    function = getattr(module, name, None)
    if not callable(function):
        raise CannotRun(f"'{file}' has no function '{name}'")
    return function


def literal(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def child(options, model, wants_cost=False):
    """One run (or what a worker costs) in a process of its own."""
    # Not -m: processes that are spawned would run the main module, too.
    command = [sys.executable, f"--gil={model.gil}", "-c", "import _models; _models.run_row()",
               "--row", model.name, "-w", str(options.workers)]
    command += ["--costs"] if wants_cost else []
    command += [options.target, *options.arguments] if options.target else []
    reader, writer = os.pipe()
    try:
        try:
            process = subprocess.Popen(command, pass_fds=[writer],
                                       env={**os.environ, "GILT_MODELS_FD": str(writer)})
        finally:
            os.close(writer)
        with open(reader, closefd=False) as file:
            text = file.read()
    finally:
        os.close(reader)
    if process.wait():
        raise CannotRun(f"{model.label}: the run ended with exit status {process.returncode}")
    return json.loads(text)


def run_row():
    """What a child does; its figures go to the descriptor it was given."""
    options = parse(sys.argv[1:])
    model = BY_NAME[options.row]
    function = find_function(options.target) if options.target else None
    if options.costs:
        figures = measure_cost(model, function)
    else:
        arguments = [literal(argument) for argument in options.arguments]
        figures = measure(model, function, arguments, options.workers)
    with open(int(os.environ["GILT_MODELS_FD"]), "w") as file:
        json.dump(figures, file)


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="gilt models", usage="%(prog)s [-w WORKERS] [-n RUNS] SCRIPT:FUNCTION [ARGUMENTS]\n"
                                  "       %(prog)s --costs",
        description="Runs one function as serial calls, threads, interpreters, processes and"
                    " tasks, and compares them.")
    parser.add_argument("target", nargs="?", metavar="SCRIPT:FUNCTION")
    parser.add_argument("arguments", nargs=argparse.REMAINDER,
                        help="for each call; numbers and other literals are read as such")
    parser.add_argument("-w", dest="workers", type=int, default=WORKERS,
                        help="calls, each by a worker of its own (4)")
    parser.add_argument("-n", dest="rounds", type=int, default=ROUNDS, help="runs of each (3)")
    parser.add_argument("--costs", action="store_true",
                        help="what starting a worker of each kind takes, and its memory")
    parser.add_argument("--row", choices=BY_NAME, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.workers < 1 or options.rounds < 1:
        parser.error("-w and -n take a number from 1 on")
    if not options.target and not options.costs:
        parser.error("which function? SCRIPT:FUNCTION")
    return options


def main(arguments):
    options = parse(arguments)
    if options.costs:
        print_costs([(model.label, child(options, model, True)) for model in MODELS if model.cost])
    else:
        function = find_function(options.target)
        models, runs = run_in_turns(lambda model: child(options, model), options.rounds,
                                    is_coroutine_function(function))
        rows = [Row(model, runs[model.name], child(options, model, True)) for model in models]
        shown = " ".join([options.target.rpartition(":")[2], *options.arguments])
        print_table(shown, rows, options.workers, options.rounds)


# --- %models: everything in the prompt's own process


def at_prompt(function, *arguments):
    """What %models shows. What is typed at the prompt cannot be imported by what begins anew."""
    if not callable(function):
        raise TypeError(f"%models takes a function, not '{type(function).__name__}'")
    before = gil.policy()

    def switch(model):
        gil.set(before if model.gil == "on" and before != "off" else model.gil)

    def run(model):
        switch(model)
        return measure(model, function, arguments, WORKERS)

    def cost(model):
        switch(model)
        return measure_cost(model)

    try:
        models, runs = run_in_turns(run, ROUNDS, is_coroutine_function(function),
                                    left_out=("spawn", "interpreters"))
        rows = [Row(model, runs[model.name], cost(model)) for model in models]
    finally:
        gil.set(before)
    print_table(getattr(function, "__name__", "function"), rows, WORKERS, ROUNDS)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except CannotRun as error:
        print(f"gilt models: {error}", file=sys.stderr)
        sys.exit(2)
