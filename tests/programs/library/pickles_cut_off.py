# Pickles whose ends are missing, in and out of frames; and commands without words.
import io
import pickle
import subprocess
from collections import Counter

WHOLE = [pickle.dumps([*range(300), "x" * 100, {"a": 1}, b"y" * 70000], 4), pickle.dumps([Counter("abc"), 1.5], 4),
         pickle.dumps((1, "two", [3.0]), 2), pickle.dumps({"a": Counter("b")}, 0)]


def load(data, how):
    try:
        return how(data)
    except Exception as error:
        return f"{type(error).__name__} {error}"


for number, data in enumerate(WHOLE):
    for length in [*range(40), len(data) - 1, len(data) - 2]:
        if length < len(data):
            told = load(data[:length], pickle.loads)
            assert told == load(data[:length], lambda cut: pickle.load(io.BytesIO(cut)))
            if length < 12 or length > 30:
                print(number, length if length < 40 else "end", told)
    file = io.BytesIO(data + data)
    assert pickle.load(file) == pickle.load(file) == pickle.loads(data)

for arguments in [], ():
    try:
        subprocess.Popen(arguments)
    except IndexError as error:
        print("IndexError", error)
