# Arguments are evaluated from left to right, the function itself first.
def say(x):
    print("say", x)
    return x

def f(*args, **kwargs):
    print(args, kwargs)

f(say(1), *say([2]), k=say(3), **say({"l": 4}))
# expect: say 1
# expect: say [2]
# expect: say 3
# expect: say {'l': 4}
# expect: (1, 2) {'k': 3, 'l': 4}
