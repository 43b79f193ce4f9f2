def run():
    log = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append(f"f{i}")
    else:
        log.append("else")
    return log

print(run())  # expect: [0, 'f0', 'f1', 2, 'f2', 'f3']
def swallow():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            if i == 0:
                continue
            break
    return "left with", i

print(swallow())  # expect: ('left with', 1)
while True:
    try:
        break
    finally:
        print("leaving")  # expect: leaving
def return_from_loop():
    for i in range(3):
        try:
            try:
                return i
            finally:
                print("inner", i)
        finally:
            if i < 1:
                continue
    return "end"

print(return_from_loop())  # expect: inner 0
# expect: inner 1
# expect: 1
