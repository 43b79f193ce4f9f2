"""Five sorting algorithms against the built-in one."""


def bubble(values):
    values = values[:]
    for end in range(len(values) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
                swapped = True
        if not swapped:
            break
    return values


def insertion(values):
    result = []
    for value in values:
        i = len(result)
        while i and result[i - 1] > value:
            i -= 1
        result.insert(i, value)
    return result


def merge(values):
    if len(values) < 2:
        return values[:]
    middle = len(values) // 2
    left, right = merge(values[:middle]), merge(values[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]


def quick(values):
    if len(values) < 2:
        return values
    pivot, *rest = values
    return quick([v for v in rest if v < pivot]) + [pivot] + quick([v for v in rest if v >= pivot])


def heap(values):
    h = []
    for value in values:
        h.append(value)
        i = len(h) - 1
        while i and h[(i - 1) // 2] > h[i]:
            h[(i - 1) // 2], h[i] = h[i], h[(i - 1) // 2]
            i = (i - 1) // 2
    out = []
    while h:
        out.append(h[0])
        last = h.pop()
        if not h:
            break
        h[0], i = last, 0
        while (child := 2 * i + 1) < len(h):
            if child + 1 < len(h) and h[child + 1] < h[child]:
                child += 1
            if h[i] <= h[child]:
                break
            h[i], h[child] = h[child], h[i]
            i = child
    return out


data, seed = [], 12345
for _ in range(300):
    seed = (seed * 1103515245 + 12345) % 2**31
    data.append(seed >> 16)
for algorithm in (bubble, insertion, merge, quick, heap):
    for sample in (data, data[:1], [], sorted(data), data[::-1], [5] * 10):
        if algorithm(sample) != sorted(sample):
            print(algorithm.__name__, "is wrong")
            break
    else:
        print(algorithm.__name__, "agrees")
print(data[:5], sorted(data)[:5], sorted(data)[-3:])
