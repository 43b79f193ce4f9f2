d = {"a": 1, "b": 2}
try:
    for key in d:
        d[key + key] = 0
except RuntimeError as error:
    print(error)  # expect: dictionary changed size during iteration
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)  # expect: dictionary changed size during iteration
d = {"a": 1, "b": 2}
for key in d:
    d[key] = 0
print(d)  # expect: {'a': 0, 'b': 0}
try:
    for key in d:
        d.pop(key)
        d[key + "x"] = 1
except RuntimeError as error:
    print(error)  # expect: dictionary keys changed during iteration
for key in list(d):
    del d[key]
print(d)  # expect: {}
