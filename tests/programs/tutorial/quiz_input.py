"""A quiz that asks until the answers run out: input(), while loops, simple functions."""

QUESTIONS = [
    ("What is 6 * 7?", "42", 1),
    ("Which keyword defines a function?", "def", 2),
    ("What does len('abc') return?", "3", 1),
    ("Which type is (1, 2)?", "tuple", 3),
]
MAX_TRIES = 2


def ask(question, answer, points):
    tries = 0
    while tries < MAX_TRIES:
        guess = input(question + " ").strip().lower()
        tries += 1
        if guess == answer:
            print("Correct!")
            return points if tries == 1 else points / 2
        elif guess == "":
            print("Say something.")
        else:
            print("Wrong,", MAX_TRIES - tries, "tries left.")
    else:
        print("The answer was", answer + ".")
    return 0


def read_age():
    while True:
        try:
            age = int(input("How old are you? "))
        except ValueError as error:
            print(error)
            continue
        if not 0 < age < 120:
            print("Really,", age, end="?\n")
        else:
            break
    return age


name = input("Your name: ")
age = read_age()
print("Hello, %s (%d)!" % (name, age))
score = 0
for number, entry in enumerate(QUESTIONS, start=1):
    print("--- Question", number, "of", len(QUESTIONS), "---")
    score += ask(*entry)
best = sum(points for _, _, points in QUESTIONS)
print(f"{name}, you got {score:g} of {best} points: {score / best:.0%}")
grade = "A" if score / best > 0.9 else "B" if score / best > 0.7 else "C"
print("Your grade is", grade, sep="\t")
rest = []
try:
    while True:
        rest.append(input())
except EOFError as error:
    print("left over:", rest, error)
age = input("Next year you will be ")
