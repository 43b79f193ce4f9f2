"""Accounts, transfers and a small ledger report."""


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} cannot pay {amount}, balance is {account.balance}")
        self.account = account


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.opened += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def __lt__(self, other):
        return self.balance < other.balance


class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.02):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))


def transfer(source, target, amount):
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except ValueError:
        source.balance += amount
        raise


accounts = [Account("Ann", 100), Savings("Bob", 1000, rate=0.05), Account("Cid")]
transfer(accounts[0], accounts[2], 30)
for source, target, amount in [(0, 1, 500), (1, 2, 250), (2, 0, -5), (2, 0, 280)]:
    try:
        transfer(accounts[source], accounts[target], amount)
        print(f"{accounts[source].owner} -> {accounts[target].owner}: {amount:>5}")
    except InsufficientFunds as error:
        print("refused:", error)
    except ValueError as error:
        print("invalid:", error)
accounts[1].add_interest()
for account in sorted(accounts, reverse=True):
    print(f"{account.owner:<5}|{account.balance:>9.2f}|{len(account.history):>3} entries")
print(accounts, Account.opened, min(accounts).owner)
