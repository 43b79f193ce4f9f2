x, y = 5, "text"
print(f"{x=} {y=} {x + 1=} {x = }")  # expect: x=5 y='text' x + 1=6 x = 5
print(f"{x=:>4} {y=!s} {y=:>6}")  # expect: x=   5 y=text y=  text
print(f"{len(y)=}")  # expect: len(y)=4
