// Threads without a GIL on the same list, dict and set: anything may be found there, but
// nothing that was never put in, and nothing breaks. For the sanitizers.
// labels: threads
#include "runtime/objects/dict.h"
#include "runtime/objects/list.h"
#include "runtime/objects/set.h"
#include "tests/unit/container_fixture.h"

enum { THREAD_COUNT = 3, STEP_COUNT = 6000 };

static Object *shared_list;
static Object *shared_dict;
static Object *shared_set;

// A failed operation is as good as another: the index was gone.
static void forgive(ThreadState *ts) {
    if (error_is_set(ts)) {
        error_clear(ts);
    }
}

static void expect_str(ThreadState *ts, Ref item) {
    EXPECT(ref_is_null(item) || value_is(borrow(item), KIND_STR));
    ref_drop(ts, item);
}

static void touch_list(ThreadState *ts, Value item, uint64_t r) {
    switch (r % 8) {
    case 0:
    case 1:
        EXPECT(list_append(ts, shared_list, item));
        break;
    case 2:
        expect_str(ts, list_item(ts, shared_list, (int64_t)(r >> 8) % 30));
        break;
    case 3:
        expect_str(ts, list_take_out(ts, shared_list, r & 256 ? -1 : 0, "gone"));
        break;
    case 4:
        list_set(ts, shared_list, (int64_t)(r >> 8) % 20, item);
        break;
    case 5:
        ref_take(ts, item);
        list_replace(ts, shared_list, (int64_t)(r >> 8) % 10, 15, &item, 1);
        break;
    case 6:
        EXPECT(list_sort(ts, shared_list, NONE, false));
        break;
    case 7: {
        Ref copy = list_from_iterable(ts, object_value(shared_list));
        EXPECT(list_extend(ts, shared_list, borrow(copy)));
        ref_drop(ts, copy);
        if (list_length(shared_list) > 100) {
            list_clear(ts, shared_list);
        }
        break;
    }
    }
}

static void touch_dict(ThreadState *ts, Value key, Value item, uint64_t r) {
    int64_t position = 0;
    Ref found_key;
    Ref found_value;
    switch (r % 6) {
    case 0:
    case 1:
        EXPECT(dict_set(ts, shared_dict, key, item));
        break;
    case 2:
        expect_str(ts, dict_get(ts, shared_dict, key));
        break;
    case 3:
        EXPECT(dict_delete(ts, shared_dict, key) >= 0);
        break;
    case 4:
        while (dict_step(ts, shared_dict, &position, &found_key, &found_value)) {
            ref_drop(ts, found_key);
            expect_str(ts, found_value);
        }
        break;
    case 5: {
        Ref copy = dict_copy(ts, shared_dict);
        if (r & 256) {
            dict_clear(ts, shared_dict);
        }
        EXPECT(dict_update(ts, shared_dict, borrow(copy)));
        ref_drop(ts, copy);
        break;
    }
    }
}

static void touch_set(ThreadState *ts, Value key, uint64_t r) {
    switch (r % 5) {
    case 0:
        EXPECT(set_add(ts, shared_set, key));
        break;
    case 1:
        EXPECT(set_discard(ts, shared_set, key) >= 0);
        break;
    case 2:
        EXPECT(set_contains(ts, shared_set, key) >= 0);
        break;
    case 3:
        ref_drop(ts, set_pop(ts, shared_set));
        break;
    case 4: {
        Ref copy = set_copy(ts, object_value(shared_set));
        EXPECT(set_update(ts, shared_set, borrow(copy)));
        ref_drop(ts, copy);
        break;
    }
    }
}

static void run_thread(ThreadState *ts, void *context) {
    uint64_t random = (uint64_t)(uintptr_t)context * 7919 + 12345;
    for (int i = 0; i < STEP_COUNT; i++) {
        int k = (int)(test_random(&random) % 50);
        Ref key = k % 2 ? str_format(ts, "key %d", k) : owned(value_from_int(k));
        Ref item = str_format(ts, "item %d", i);
        uint64_t r = test_random(&random);
        switch (test_random(&random) % 3) {
        case 0:
            touch_list(ts, borrow(item), r);
            break;
        case 1:
            touch_dict(ts, borrow(key), borrow(item), r);
            break;
        case 2:
            touch_set(ts, borrow(key), r);
            break;
        }
        forgive(ts);
        ref_drop(ts, key);
        ref_drop(ts, item);
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

TEST(containers_survive_parallel_changes) {
    Fixture fixture;
    container_set_up(&fixture, true);
    ThreadState *ts = fixture.ts;
    Ref list = list_new(ts, 0);
    Ref dict = dict_new(ts);
    Ref set = set_new(ts);
    shared_list = object_of(list);
    shared_dict = object_of(dict);
    shared_set = object_of(set);
    GuestThread *threads[THREAD_COUNT];
    for (int i = 0; i < THREAD_COUNT; i++) {
        threads[i] = guest_thread_start(ts, run_thread, (void *)(uintptr_t)(i + 1), false);
    }
    fixture_join(ts, threads, THREAD_COUNT);
    ref_drop(ts, set);
    ref_drop(ts, dict);
    ref_drop(ts, list);
    container_tear_down(&fixture);
}
