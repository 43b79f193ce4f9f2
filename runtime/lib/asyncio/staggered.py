"""A race whose runners start one after the other: how a connection tries several addresses at once."""

from . import events, exceptions, tasks

__all__ = ("staggered_race",)


async def staggered_race(coro_fns, delay, *, loop=None):
    """Call the functions, each `delay` seconds after the one before, or as soon as that has failed.

    The first coroutine that succeeds wins, and the others are cancelled: (its result, its index, the exceptions
    of all in their order); without a winner the first two are None.
    """
    loop = events.get_running_loop() if loop is None else loop
    runners, errors = [], []
    winner = None

    async def run(index, function):
        nonlocal winner
        try:
            result = await function()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            errors[index] = error
            return
        if winner is None:  # here and not where the runners are waited for: no second one can have finished
            winner = result, index
            cancel_all(runners[:index] + runners[index + 1:])

    def cancel_all(these):
        for each in these:
            each.cancel()

    try:
        for index, function in enumerate(coro_fns):
            errors.append(None)
            runners.append(loop.create_task(run(index, function)))
            await tasks.wait(runners[-1:], timeout=delay)
            if winner is not None:
                break
        if runners:
            await tasks.wait(runners)
    except exceptions.CancelledError:
        cancel_all(runners)
        await tasks.wait(runners)
        raise
    return *(winner or (None, None)), errors
