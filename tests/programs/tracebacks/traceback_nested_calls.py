class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"only {self.balance} left")
        self.balance -= amount
        return self.balance


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, name, amount):
        self.accounts[name] = Account(amount)

    def pay(self, name, amounts):
        return [self.accounts[name].withdraw(amount) for amount in amounts]


bank = Bank()
bank.open("Ann", 100)
print(bank.pay("Ann", [10, 20]))
bank.pay("Ann", [30, 50])
