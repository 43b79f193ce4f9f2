import threading

def call(function):
    outcome = {}
    def run():
        try:
            outcome["value"] = function()
        except Exception as error:
            outcome["error"] = error
    t = threading.Thread(target=run)
    t.start()
    t.join()
    if "error" in outcome:
        raise outcome["error"]
    return outcome["value"]

print(call(lambda: 42))  # expect: 42
try:
    call(lambda: [][1])
except IndexError as error:
    depth = 0
    traceback = error.__traceback__
    while traceback:
        depth += 1
        traceback = traceback.tb_next
    print(error, depth)  # expect: list index out of range 4
