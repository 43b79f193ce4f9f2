t = (1,)
u = t
t += (2, 3)
t *= 2
print(t, u)  # expect: (1, 2, 3, 1, 2, 3) (1,)
box = ([],)
try:
    box[0] += ["added all the same"]
except TypeError as error:
    print(error)  # expect: 'tuple' object does not support item assignment
print(box)  # expect: (['added all the same'],)
