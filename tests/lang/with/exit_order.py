log = []
class M:
    def __init__(self, name, fail_enter=False):
        self.name, self.fail_enter = name, fail_enter
    def __enter__(self):
        if self.fail_enter:
            raise ValueError("enter " + self.name)
        log.append("+" + self.name)
    def __exit__(self, kind, value, traceback):
        log.append("-" + self.name + (":" + kind.__name__ if kind else ""))

try:
    with M("a"), M("b"), M("c", True), M("d"):
        log.append("never")
except ValueError as error:
    print(error, log)  # expect: enter c ['+a', '+b', '-b:ValueError', '-a:ValueError']
log.clear()
def leave(how):
    for _ in range(2):
        with M(how):
            if how == "return":
                return
            if how == "break":
                break
            if how == "continue":
                continue
for how in ("return", "break", "continue"):
    leave(how)
print(log)  # expect: ['+return', '-return', '+break', '-break', '+continue', '-continue', '+continue', '-continue']
