// Sets against a plain array, and the order of small ints, which is CPython's.
#include "runtime/objects/set.h"
#include "tests/unit/container_fixture.h"

enum { KEY_COUNT = 2000 };

TEST(set_agrees_with_an_array) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    static bool model[KEY_COUNT];
    memset(model, 0, sizeof model);
    uint64_t random = 424242;
    Ref set = set_new(ts);
    int64_t length = 0;
    for (int i = 0; i < 150000; i++) {
        int k = (int)(test_random(&random) % (i < 70000 ? 100 : KEY_COUNT));
        Ref key = k % 2 ? owned(value_from_int(k)) : str_format(ts, "key %d", k);
        uint64_t choice = test_random(&random) % 8;
        if (choice < 4) {
            EXPECT(set_add(ts, object_of(set), borrow(key)));
            length += !model[k];
            model[k] = true;
        } else if (choice < 6) {
            EXPECT_INT(set_discard(ts, object_of(set), borrow(key)), model[k]);
            length -= model[k];
            model[k] = false;
        } else {
            EXPECT_INT(set_contains(ts, object_of(set), borrow(key)), model[k]);
        }
        EXPECT_INT(set_length(object_of(set)), length);
        ref_drop(ts, key);
    }
    Ref copy = set_copy(ts, borrow(set));
    EXPECT_INT(set_is_subset(ts, borrow(set), borrow(copy)), 1);
    EXPECT_INT(set_length(object_of(copy)), length);
    ref_drop(ts, copy);
    ref_drop(ts, set);
    container_tear_down(&fixture);
}

TEST(set_of_small_ints_has_cpythons_order) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    // list({100, 3, 17, 8, 1, 33, 64, 9}) in CPython.
    static const int64_t added[] = {100, 3, 17, 8, 1, 33, 64, 9};
    static const int64_t order[] = {64, 1, 33, 3, 100, 8, 9, 17};
    Ref set = set_new(ts);
    for (int i = 0; i < 8; i++) {
        EXPECT(set_add(ts, object_of(set), value_from_int(added[i])));
    }
    int64_t position = 0;
    for (int i = 0; i < 8; i++) {
        Ref key = set_step(ts, object_of(set), &position);
        EXPECT_INT(value_to_int(borrow(key)), order[i]);
    }
    ref_drop(ts, set);
    container_tear_down(&fixture);
}
