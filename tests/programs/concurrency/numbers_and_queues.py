"""fractions, numbers, statistics, warnings, queue."""

import warnings, queue, statistics as st, fractions, numbers, linecache, sys, threading
from fractions import Fraction as F
print(F(1, 3) + F(1, 6), F('3/4'), F('0.125'), F(0.5), F(7), F('-1.5e2'), F(1, 3) * 3, F(1, 2) ** 2, F(1, 2) ** (-2), F(3, 4) // F(1, 4), F(7, 3) % 1, divmod(F(7, 2), F(1, 2)), float(F(1, 3)), int(F(-7, 2)), round(F(5, 2)), round(F(22, 7), 2), F(1, 3) < F(1, 2), F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), F(3.14159).limit_denominator(100), repr(F(2, 4)), abs(F(-1, 2)), -F(1, 2), F(1, 2) + 1, 1 - F(1, 2), 2 / F(1, 2), F(1, 2) + 0.5, F(6, 4).numerator, bool(F(0)), max(F(1, 2), F(2, 3)), sum([F(1, 3)] * 3), 2 ** F(2), F(4) ** F(1, 2))
import math
print(math.floor(F(7, 2)), math.ceil(F(7, 2)), math.trunc(F(-7, 2)), isinstance(F(1), numbers.Rational), isinstance(3, numbers.Integral), isinstance(2.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(1j, numbers.Real), issubclass(bool, numbers.Number))
for f in (lambda: F(1, 0), lambda: F('x'), lambda: F(1.5, 2), lambda: F('1/0'), lambda: F(0) ** (-1), lambda: F(1) / 0, lambda: F([]), lambda: F(float('nan')), lambda: F(1) + 'a'):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = [1, 2, 3, 4, 4]
print(st.mean(d), st.fmean(d), st.median(d), st.median([1, 2, 3, 4]), st.mode(d), st.multimode('aabb'), st.stdev(d), st.pstdev(d), st.variance(d), st.pvariance(d), st.quantiles(range(10)), st.quantiles([1, 2, 3, 4], n=10, method='inclusive'), st.harmonic_mean([40, 60]), st.geometric_mean([54, 24, 36]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.median_grouped([52, 52, 53, 54]), st.mean([F(1, 2), F(1, 3)]), st.mean([1.5, 2]), st.stdev([0.1, 0.2, 0.3]), st.correlation([1, 2, 3], [2, 4, 7]), st.covariance([1, 2, 3], [1, 5, 9]), st.linear_regression([1, 2, 3], [2, 4, 6.5]), st.correlation([1, 2, 3], [3, 2, 1], method='ranked'))
n = st.NormalDist(100, 15)
print(n.cdf(115), n.pdf(100), n.inv_cdf(0.975), n, n.quantiles(), n + st.NormalDist(1, 2), n.zscore(130), n.overlap(st.NormalDist(110, 15)), st.NormalDist.from_samples([1, 2, 3]))
for f in (lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.mean(['a'])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('hey')
    warnings.warn('dep', DeprecationWarning)
    print(len(w), w[0].message, w[1].category, w[0].lineno)
warnings.simplefilter('error')
try:
    warnings.warn('boom', RuntimeWarning)
except RuntimeWarning as e:
    print('raised', e)
warnings.resetwarnings()
warnings.filterwarnings('ignore', message='no.*')
warnings.warn('nope')
print(warnings.formatwarning('m', UserWarning, 'f.py', 3, 'x=1'), end='')


@warnings.deprecated('old')
def o():
    return 1


with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    print(o(), w[0].message, o.__deprecated__)
try:
    warnings.warn('a', int)
except TypeError as e:
    print(e)
q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.qsize(), q.get(), q.empty())
try:
    q.put(3)
    q.put(4, timeout=0.01)
except queue.Full:
    print('full')
try:
    q.get()
    q.get()
    q.get_nowait()
except queue.Empty:
    print('empty')
pq = queue.PriorityQueue()
[pq.put(x) for x in (3, 1, 2)]
print([pq.get() for _ in range(3)])
lq = queue.LifoQueue()
[lq.put(x) for x in (3, 1, 2)]
print([lq.get() for _ in range(3)])
sq = queue.SimpleQueue()
sq.put(1)
print(sq.get(), sq.empty())
try:
    sq.get_nowait()
except queue.Empty:
    print('e')
res = []
q = queue.Queue()


def work():
    while True:
        x = q.get()
        if x is None:
            q.task_done()
            break
        res.append(x * x)
        q.task_done()


ts = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in ts]
[q.put(i) for i in range(10)]
[q.put(None) for _ in ts]
q.join()
[t.join() for t in ts]
print(sorted(res))
q.shutdown()
try:
    q.put(1)
except queue.ShutDown:
    print('shut')
try:
    q.task_done()
except ValueError as e:
    print(e)
print(repr(linecache.getline(__file__, 1)[:20]))
