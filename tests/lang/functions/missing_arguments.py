def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def optional(a, b=1): pass
def rest(a, *args): pass

calls = [
    lambda: none(1), lambda: none(1, 2), lambda: none(x=1),
    lambda: one(), lambda: one(1, 2), lambda: one(1, a=1), lambda: one(1, b=2), lambda: one(b=1),
    lambda: two(), lambda: two(1), lambda: two(1, 2, 3), lambda: two(b=1), lambda: two(1, 2, 3, c=4),
    lambda: three(), lambda: three(1), lambda: three(1, 2, 3, 4, 5),
    lambda: optional(), lambda: optional(1, 2, 3), lambda: optional(1, 2, b=3),
    lambda: rest(), lambda: rest(k=1),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)  # expect: none() takes 0 positional arguments but 1 was given
        # expect: none() takes 0 positional arguments but 2 were given
        # expect: none() got an unexpected keyword argument 'x'
        # expect: one() missing 1 required positional argument: 'a'
        # expect: one() takes 1 positional argument but 2 were given
        # expect: one() got multiple values for argument 'a'
        # expect: one() got an unexpected keyword argument 'b'
        # expect: one() got an unexpected keyword argument 'b'
        # expect: two() missing 2 required positional arguments: 'a' and 'b'
        # expect: two() missing 1 required positional argument: 'b'
        # expect: two() takes 2 positional arguments but 3 were given
        # expect: two() missing 1 required positional argument: 'a'
        # expect: two() got an unexpected keyword argument 'c'
        # expect: three() missing 3 required positional arguments: 'a', 'b', and 'c'
        # expect: three() missing 2 required positional arguments: 'b' and 'c'
        # expect: three() takes 3 positional arguments but 5 were given
        # expect: optional() missing 1 required positional argument: 'a'
        # expect: optional() takes from 1 to 2 positional arguments but 3 were given
        # expect: optional() got multiple values for argument 'b'
        # expect: rest() missing 1 required positional argument: 'a'
        # expect: rest() got an unexpected keyword argument 'k'
