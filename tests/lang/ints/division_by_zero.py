def attempt(action):
    try:
        action()
    except ZeroDivisionError as error:
        print(error)

attempt(lambda: 1 / 0)  # expect: division by zero
attempt(lambda: 1 // 0)  # expect: integer division or modulo by zero
attempt(lambda: 1 % 0)  # expect: integer modulo by zero
attempt(lambda: divmod(1, 0))  # expect: integer division or modulo by zero
attempt(lambda: 0 ** -1)  # expect: 0.0 cannot be raised to a negative power
attempt(lambda: (10 ** 30) // 0)  # expect: integer division or modulo by zero
attempt(lambda: (10 ** 30) % 0)  # expect: integer modulo by zero
attempt(lambda: (10 ** 30) / 0)  # expect: division by zero
