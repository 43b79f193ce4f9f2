class Noisy:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__, traceback.tb_lineno)


def work():
    try:
        with Noisy():
            print("inside")
            {}["missing"]
    finally:
        print("finally")


work()
