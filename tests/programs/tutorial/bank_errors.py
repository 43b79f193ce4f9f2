"""A bank account with its own exceptions, raised, chained, grouped by class, and reported."""


class BankError(Exception):
    """Whatever goes wrong at the bank."""


class InsufficientFunds(BankError):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.needed = needed
        self.available = available

    @property
    def missing(self):
        return self.needed - self.available


class UnknownAccount(BankError, LookupError):
    pass


class Account:
    _next_number = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.history = []
        self.number = Account._next_number
        Account._next_number += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise InsufficientFunds(self._balance - value, self._balance)
        self._balance = value

    def deposit(self, amount):
        if not isinstance(amount, (int, float)):
            raise TypeError(f"amount must be a number, not {type(amount).__name__}")
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance!r})"


class SavingsAccount(Account):
    def __init__(self, owner, balance=0.0, *, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, account):
        self.accounts[account.number] = account
        return account.number

    def find(self, number):
        try:
            return self.accounts[number]
        except KeyError as error:
            raise UnknownAccount(f"no account {number}") from error

    def transfer(self, source, target, amount):
        done = False
        giver = self.find(source)
        try:
            giver.withdraw(amount)
            self.find(target).deposit(amount)
            done = True
        finally:
            print(f"transfer of {amount}: {'done' if done else 'failed'}")
            if not done and giver.history and giver.history[-1] == ("withdraw", amount):
                giver.balance += amount
                giver.history.append(("undo", amount))


bank = Bank()
ann = bank.open(Account("Ann", 100))
bob = bank.open(SavingsAccount("Bob", rate=0.025))
for target, amount in [(bob, 40), (bob, 75.5), (4711, 10), (bob, -5)]:
    try:
        bank.transfer(ann, target, amount)
    except InsufficientFunds as error:
        print(f"  {type(error).__name__}: {error} (missing {error.missing:.2f})")
    except UnknownAccount as error:
        print(f"  {error!r} because of {error.__cause__!r}")
    except (BankError, ValueError) as error:
        print("  refused:", error, error.args)
    else:
        print("  fine")
bank.find(bob).add_interest()
print(bank.accounts)
print(*bank.find(ann).history, sep="\n")
try:
    bank.find(bob).balance = "much"
except TypeError as error:
    print(error)
try:
    SavingsAccount("Cleo", 5)
except TypeError as error:
    print(error)
print([cls.__name__ for cls in UnknownAccount.__mro__])
bank.transfer(bob, 1, 3)
