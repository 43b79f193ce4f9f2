// Lists: sorting against qsort, stability, slices in all their forms.
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "tests/unit/container_fixture.h"

static int compare_numbers(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// Item i of n in one of five shapes: few values, nearly sorted, descending, saw, random.
static int64_t shaped_number(uint64_t *random, int shape, int64_t i, int64_t n) {
    switch (shape) {
    case 0:
        return (int64_t)(test_random(random) % 10);
    case 1:
        return i + (test_random(random) % 10 == 0 ? 30 : 0);
    case 2:
        return n - i;
    case 3:
        return i % 17;
    default:
        return (int64_t)(test_random(random) >> 2) - ((int64_t)1 << 60);
    }
}

TEST(list_sort_agrees_with_qsort) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    uint64_t random = 88172645463325252u;
    static int64_t model[5000];
    for (int round = 0; round < 500; round++) {
        int64_t n = round % 50 == 49 ? 5000 : (int64_t)(test_random(&random) % 300);
        Ref list = list_new(ts, 0);
        for (int64_t i = 0; i < n; i++) {
            model[i] = shaped_number(&random, round % 5, i, n);
            EXPECT(list_append(ts, object_of(list), value_from_int(model[i])));
        }
        qsort(model, (size_t)n, sizeof *model, compare_numbers);
        bool is_reverse = round % 2;
        EXPECT(list_sort(ts, object_of(list), NONE, is_reverse));
        for (int64_t i = 0; i < n; i++) {
            EXPECT_INT(value_to_int(as_list(borrow(list))->buffer->items[i]),
                       model[is_reverse ? n - 1 - i : i]);
        }
        ref_drop(ts, list);
    }
    container_tear_down(&fixture);
}

TEST(list_sort_orders_tuples) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    uint64_t random = 1234567;
    Ref list = list_new(ts, 0);
    for (int i = 0; i < 2000; i++) {
        Value parts[] = {value_from_int((int64_t)(test_random(&random) % 20)),
                         value_from_int(i)};
        Ref pair = tuple_from_owned(ts, parts, 2);
        EXPECT(list_append(ts, object_of(list), borrow(pair)));
        ref_drop(ts, pair);
    }
    EXPECT(list_sort(ts, object_of(list), NONE, false));
    Value *items = as_list(borrow(list))->buffer->items;
    for (int i = 1; i < 2000; i++) {
        Value *a = as_tuple(items[i - 1])->items;
        Value *b = as_tuple(items[i])->items;
        bool is_ordered = value_to_int(a[0]) < value_to_int(b[0]) ||
                          (value_same(a[0], b[0]) && value_to_int(a[1]) < value_to_int(b[1]));
        EXPECT(is_ordered);
    }
    ref_drop(ts, list);
    container_tear_down(&fixture);
}

// The items a slice picks, one by one, as Python's reference defines it.
static int64_t pick(int64_t length, int64_t start, int64_t stop, int64_t step, int64_t *out) {
    int64_t lowest = step < 0 ? -1 : 0;
    int64_t highest = step < 0 ? length - 1 : length;
    start += start < 0 ? length : 0;
    stop += stop < 0 ? length : 0;
    start = start < lowest ? lowest : start > highest ? highest : start;
    stop = stop < lowest ? lowest : stop > highest ? highest : stop;
    int64_t n = 0;
    for (int64_t i = start; step > 0 ? i < stop : i > stop; i += step) {
        out[n++] = i;
    }
    return n;
}

// A list of the numbers 0 .. n-1.
static Ref count_to(ThreadState *ts, int64_t n) {
    Ref list = list_new(ts, 0);
    for (int64_t i = 0; i < n; i++) {
        EXPECT(list_append(ts, object_of(list), value_from_int(i)));
    }
    return list;
}

TEST(list_slices_agree_with_the_definition) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    uint64_t random = 987654321;
    for (int round = 0; round < 5000; round++) {
        int64_t length = (int64_t)(test_random(&random) % 20);
        int64_t start = (int64_t)(test_random(&random) % 50) - 25;
        int64_t stop = (int64_t)(test_random(&random) % 50) - 25;
        int64_t step = (int64_t)(test_random(&random) % 4) + 1;
        step = round % 2 ? step : -step;
        int64_t picked[32];
        int64_t n = pick(length, start, stop, step, picked);
        Ref list = count_to(ts, length);
        Ref slice =
            slice_new(ts, value_from_int(start), value_from_int(stop), value_from_int(step));
        Ref part = list_get_slice(ts, borrow(list), borrow(slice));
        EXPECT_INT(list_length(object_of(part)), n);
        for (int64_t i = 0; i < n; i++) {
            EXPECT_INT(value_to_int(as_list(borrow(part))->buffer->items[i]), picked[i]);
        }
        EXPECT(list_set_slice(ts, borrow(list), borrow(slice), borrow(part)));
        for (int64_t i = 0; i < length; i++) {
            EXPECT_INT(value_to_int(as_list(borrow(list))->buffer->items[i]), i);
        }
        EXPECT(list_set_slice(ts, borrow(list), borrow(slice), NO_VALUE));
        EXPECT_INT(list_length(object_of(list)), length - n);
        ref_drop(ts, part);
        ref_drop(ts, slice);
        ref_drop(ts, list);
    }
    container_tear_down(&fixture);
}

TEST(list_extends_itself) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    Ref list = count_to(ts, 5);
    EXPECT(list_extend(ts, object_of(list), borrow(list)));
    EXPECT_INT(list_length(object_of(list)), 10);
    EXPECT_INT(value_to_int(as_list(borrow(list))->buffer->items[9]), 4);
    ref_drop(ts, list);
    container_tear_down(&fixture);
}
