import builtins

print(builtins.len([1, 2]), builtins.print is print)  # expect: 2 True
builtins.shared_name = "seen everywhere"
print(shared_name)  # expect: seen everywhere
def abs(x):
    return "mine"
print(abs(-1), builtins.abs(-1))  # expect: mine 1
del abs
print(abs(-1))  # expect: 1
