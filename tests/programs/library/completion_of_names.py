# What Tab offers: rlcompleter without a terminal.
import rlcompleter


class Account:
    limit = 10
    _secret = 1
    __mangled = 2

    def close(self):
        pass

    def pay(self, amount):
        pass

    @property
    def balance(self):
        raise ValueError("not called for a completion")


def zero():
    pass


def one(argument):
    pass


names = {"account": Account(), "Account": Account, "zero": zero, "one": one, "pr1nt": 5, "none": None}
completer = rlcompleter.Completer(names)


def offered(text):
    found = []
    while (match := completer.complete(text, len(found))) is not None:
        found.append(match)
    return found


for text in ["account.", "account._", "Account.", "account.c", "acc", "z", "on", "no", "pr", "imp", "tr",
             "fin", "el", "Tr", "ca", "nope.", "account.balance", "account.limit.", "le", "zero().x",
             "zero.__na", "account.limit.__new", "account.limit.numer"]:
    found = offered(text)
    print(text, found if len(found) < 12 else [match for match in found if len(match) < len(text) + 6])
try:
    rlcompleter.Completer([1])
except TypeError as error:
    print(error)
print(completer.complete("zz", 0), completer.complete("ze", 1))
value = 3
print(rlcompleter.Completer().complete("valu", 0), rlcompleter.Completer({}).complete("valu", 0))
