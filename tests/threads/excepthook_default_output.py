import threading

def fail():
    {}["missing key"]

t = threading.Thread(target=fail, name="worker-7")
t.start()
t.join()
print("end")  # expect: end
# expect-stderr: KeyError: 'missing key'
