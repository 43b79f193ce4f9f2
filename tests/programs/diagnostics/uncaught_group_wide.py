try:
    raise ExceptionGroup("many", [ValueError(i) for i in range(20)])
except ExceptionGroup as e:
    e.add_note("group note")
    e.exceptions[0].add_note("inner note")
    raise
