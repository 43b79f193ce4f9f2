try:
    f()
except* ValueError as e:
    print(e)
except* (A, B):
    pass
else:
    g()
