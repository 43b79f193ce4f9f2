import threading

def show(*args, **kwargs):
    print(args, kwargs)

def run(**options):
    t = threading.Thread(target=show, **options)
    t.start()
    t.join()

run()  # expect: () {}
run(args=(1, 2))  # expect: (1, 2) {}
run(args=[3])  # expect: (3,) {}
run(kwargs={"a": 1})  # expect: () {'a': 1}
run(args=("x",), kwargs={"k": [1]}, name="named", daemon=True)  # expect: ('x',) {'k': [1]}
threading.Thread().start()
