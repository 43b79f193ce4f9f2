import threading

def parallel(function, values):
    results = [None] * len(values)
    def run(i):
        results[i] = function(values[i])
    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(values))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return results

print(parallel(lambda n: n * n, list(range(10))))  # expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
print(parallel(lambda n: sum(range(n)) ** 3, [10, 1000, 5000]))
# expect: [91125, 124625374875000000, 1951953359359375000000]
print(parallel(str.upper, ["a", "中", "é"]))  # expect: ['A', '中', 'É']
