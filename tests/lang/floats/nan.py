nan = float("nan")
print(nan, -nan)  # expect: nan nan
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan)  # expect: False True False False False
print(nan in [nan], [nan] == [nan], [nan] == [float("nan")])  # expect: True True False
print(nan + 1, nan * 0, min(nan, 1), min(1, nan), max(nan, 1))  # expect: nan nan nan 1 nan
print(bool(nan), 1 if nan else 0)  # expect: True 1
try:
    int(nan)
except ValueError as error:
    print(error)  # expect: cannot convert float NaN to integer
