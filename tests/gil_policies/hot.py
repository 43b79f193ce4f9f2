# gilt-only
# The policy changes while threads run; nothing is lost that a lock protects, and each one has its name.
import gil
import threading

lock = threading.Lock()
done = False
rounds = [0] * 4
total = 0

def work(number):
    global total
    while not done:
        with lock:
            total += 1
        rounds[number] += 1
        list(map(str, range(10)))

before = gil.policy()
threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for t in threads:
    t.start()
seen = set()
for name in gil.policies() * 5 + [before]:
    gil.set(name)
    seen.add(gil.policy())
    was = sum(rounds)
    while sum(rounds) < was + 50:
        pass
done = True
for t in threads:
    t.join()
print(total == sum(rounds), gil.policy() == before)  # expect: True True
print(sorted(seen) == sorted(gil.policies()))  # expect: True
gil.set("on")
print(gil.policy(), gil.enabled())  # expect: py310 True
gil.set(False)
gil.set(True)
print(gil.policy())  # expect: py310
try:
    gil.set("py99")
except ValueError as error:
    print(error)  # expect: unknown GIL policy 'py99': see gil.policies()
for wrong in (0, -1, "x"):
    try:
        gil.set_check_interval(wrong)
    except (ValueError, TypeError) as error:
        print(error)  # expect: check interval must be strictly positive
        # expect: check interval must be strictly positive
        # expect: 'str' object cannot be interpreted as an integer
gil.set("py27")
print(gil.check_interval())  # expect: 100
gil.set_check_interval(7)
print(gil.check_interval())  # expect: 7
