def grade(score):
    if score >= 90:
        return "A"
    elif score >= 80:
        return "B"
    elif score >= 70:
        if score > 75:
            return "C+"
        return "C"
    else:
        return "F"

print([grade(s) for s in (95, 85, 78, 70, 10)])  # expect: ['A', 'B', 'C+', 'C', 'F']
x = 5
print("big" if x > 10 else "middle" if x > 3 else "small", (1 if x else 2) + 1, [1, 2][x > 3])  # expect: middle 2 2
if x: print("one line"); y = 1  # expect: one line
if not x: pass
elif x == 5: print("elif line")  # expect: elif line
