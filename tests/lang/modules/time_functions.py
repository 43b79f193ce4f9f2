import time

a = time.time()
m = time.monotonic()
p = time.perf_counter()
c = time.process_time()
time.sleep(0.02)
print(time.monotonic() - m >= 0.02, time.perf_counter() - p >= 0.02, time.time() - a > 0.01, time.process_time() - c < 5)
# expect: True True True True
print(isinstance(time.time_ns(), int), isinstance(time.monotonic_ns(), int), isinstance(time.perf_counter_ns(), int), a > 1.6e9)
# expect: True True True True
print(time.sleep(0), time.gmtime(0).tm_year, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400)))
# expect: None 1970 1970-01-02 00:00:00
for value in (-1, "x", None):
    try:
        time.sleep(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: sleep length must be non-negative
        # expect: 'str' object cannot be interpreted as an integer
        # expect: 'NoneType' object cannot be interpreted as an integer
