def size(n):
    return "small" if n < 10 else "medium" if n < 100 else "large"

print([size(n) for n in (1, 50, 500)], (1 if [] else 2) + (3 if [0] else 4), [x if x else "none" for x in (0, 1, "")])
# expect: ['small', 'medium', 'large'] 5 ['none', 1, 'none']
log = []
value = log.append("yes") if True else log.append("no")
print(value, log, (lambda: "a" if 0 else "b")(), "x" if None else "y" if () else "z")  # expect: None ['yes'] b z
