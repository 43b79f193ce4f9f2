def say(x):
    print("say", x)
    return x

d = {say("k1"): say("v1"), say("k2"): say("v2")}
# expect: say k1
# expect: say v1
# expect: say k2
# expect: say v2
d[say("key")] = say("value")
# expect: say value
# expect: say key
print(d)  # expect: {'k1': 'v1', 'k2': 'v2', 'key': 'value'}
