# skip-oracle: what gilt models is made of
# Every model runs the function as often as asked, and hands over its results and its exceptions.
import asyncio
import os
import threading

import _models


def square(n):
    return n * n


async def later(n):
    await asyncio.sleep(0)
    return n * n


def fail(n):
    raise ValueError(n)


def place(n):
    return os.getpid(), threading.get_ident()


def main():
    for model in _models.MODELS:
        for function in square, later:
            if model.name != "asyncio" or function is later:
                figures = _models.measure(model, function, (7,), 3)
                copies = model.name in ("interpreters", "fork", "spawn")
                print(model.name, figures["results"], (figures["copied"] > 0) == copies, figures["wall"] > 0)
        try:
            model.run(fail, (5,), 2)
        except ValueError as error:
            print(model.name, repr(error))
        results, _ = model.run(place, (0,), 3)
        processes, threads = len({process for process, _ in results}), len(set(results))
        print(model.name, "processes:", processes, "own:", results[0][0] == os.getpid())
        if model.cost:
            start, memory = model.cost(2)
            print(model.name, start > 0, memory >= 0)
    print(_models.seconds(2.5), _models.seconds(0.0125), _models.seconds(0.000042))
    print(_models.size(999), _models.size(2048), _models.size(40000), _models.size(3 << 20))


if __name__ == "__main__":
    main()
