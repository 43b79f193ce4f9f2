# gilt-only
"""The statistics name the types whose objects were locked by another thread, those with slots among them."""
import gil

from _storm import ROUNDS, storm


class Slotted:
    __slots__ = ("value",)


class Plain:
    pass


slotted, plain = Slotted(), Plain()


def write(number, dice):
    for _ in range(200):
        slotted.value = number
        plain.value = number
    assert all(waits > 0 for waits in gil.stats()["lock_waits"].values())


storm(write, rounds=min(ROUNDS, 100))
print(slotted.value in range(8))  # expect: True
