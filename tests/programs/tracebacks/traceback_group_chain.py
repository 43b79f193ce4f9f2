# A group raised while another is being handled, and one too wide to be shown whole.
try:
    try:
        raise ExceptionGroup("early", [ValueError(1)])
    except ExceptionGroup:
        raise ExceptionGroup("late", [ExceptionGroup("wide", [IndexError(i) for i in range(17)])])
except ExceptionGroup as group:
    raise RuntimeError("at last") from group
