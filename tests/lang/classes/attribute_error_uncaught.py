class Account:
    def __init__(self):
        self.balance = 10

print(Account().balence)  # expect-error: AttributeError: 'Account' object has no attribute 'balence'. Did you mean: 'balance'?
