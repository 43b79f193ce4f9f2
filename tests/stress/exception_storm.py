"""Exceptions raised, chained, re-raised and shared between threads."""
from _storm import storm

shared_error = ValueError("shared")
latest = [shared_error] * 4


def deep(n, error):
    if n == 0:
        raise error
    try:
        deep(n - 1, error)
    finally:
        n += 1


def work(number, dice):
    choice = dice.roll(5)
    try:
        if choice == 0:
            deep(dice.roll(6), KeyError(number))
        elif choice == 1:
            try:
                deep(2, ValueError(number))
            except ValueError as error:
                raise RuntimeError("second") from error
        elif choice == 2:
            raise latest[dice.roll(4)].with_traceback(None)
        elif choice == 3:
            {}[number]
        else:
            [].pop()
    except KeyError as error:
        assert error.args[0] == number or 0 <= error.args[0] < 8
        latest[dice.roll(4)] = error
    except RuntimeError as error:
        assert error.__cause__ is None or isinstance(error.__cause__, ValueError)
        latest[dice.roll(4)] = error
    except (ValueError, IndexError) as error:
        assert str(error)


storm(work)
print("ok")  # expect: ok
