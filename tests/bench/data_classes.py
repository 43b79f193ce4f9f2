"""Records made by dataclasses: made, compared, sorted, hashed, replaced."""
import sys
from dataclasses import dataclass, field, replace

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


@dataclass
class Account:
    owner: str
    balance: int = 0
    history: list = field(default_factory=list)

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int
    patch: int = 0


def run(n):
    total = 0
    for i in range(n):
        account = Account("a%d" % (i % 7))
        for amount in range(5):
            account.deposit(amount)
        total += account.balance + len(account.history)
        versions = [Version(i * 7 % 3, j * 5 % 4, j) for j in range(8)]
        total += sorted(versions)[0].patch + len(set(versions))
        total += replace(versions[0], patch=i).patch & 1
        total += versions[0] == Version(i * 7 % 3, 0)
        total += len(repr(account)) > 10
    return total


print(run(1_100 * SCALE))
