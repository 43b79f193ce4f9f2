def inner():
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t"), ExceptionGroup("nested", [KeyError("k"), OSError(2, "no")])])
try:
    inner()
except* ValueError as e:
    raise RuntimeError("handler") from e
