// Dicts against a plain array: every kind of key, all operations, the table's growth.
#include "runtime/objects/dict.h"
#include "tests/unit/container_fixture.h"

enum { KEY_COUNT = 3000 };

// The key number k: a str that is not interned, an int, or a tuple that needs value_equal.
static Ref make_key(ThreadState *ts, int k) {
    if (k % 3 == 0) {
        return str_format(ts, "key %d", k);
    }
    if (k % 3 == 1) {
        return owned(value_from_int(k));
    }
    return tuple_from_owned(ts, (Value[]){value_from_int(k)}, 1);
}

// One random operation, made in the dict and in the model (-1: not there).
static void step(ThreadState *ts, Object *dict, int64_t *model, int k, uint64_t choice) {
    Ref key = make_key(ts, k);
    if (choice < 4) {
        EXPECT(dict_set(ts, dict, borrow(key), value_from_int((int64_t)choice)));
        model[k] = (int64_t)choice;
    } else if (choice < 6) {
        EXPECT_INT(dict_delete(ts, dict, borrow(key)), model[k] >= 0);
        model[k] = -1;
    } else if (choice == 6) {
        EXPECT_INT(dict_contains(ts, dict, borrow(key)), model[k] >= 0);
    } else {
        Ref value = dict_get(ts, dict, borrow(key));
        EXPECT_INT(ref_is_null(value) ? -1 : value_to_int(borrow(value)), model[k]);
        ref_drop(ts, value);
    }
    ref_drop(ts, key);
}

TEST(dict_agrees_with_an_array) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    static int64_t model[KEY_COUNT];
    memset(model, -1, sizeof model);
    uint64_t random = 88172645463325252u;
    Ref dict = dict_new(ts);
    for (int i = 0; i < 200000; i++) {
        uint64_t n_keys = i < 100000 ? 200 : KEY_COUNT;
        int k = (int)(test_random(&random) % n_keys);
        step(ts, object_of(dict), model, k, test_random(&random) % 10);
        if (i % 5000 == 0) {
            Ref copy = dict_copy(ts, object_of(dict));
            EXPECT_INT(dict_equal(ts, object_of(copy), object_of(dict)), 1);
            ref_drop(ts, dict);
            dict = copy;
        }
    }
    int64_t length = 0;
    for (int k = 0; k < KEY_COUNT; k++) {
        length += model[k] >= 0;
    }
    EXPECT_INT(dict_length(object_of(dict)), length);
    ref_drop(ts, dict);
    container_tear_down(&fixture);
}

TEST(dict_keeps_the_order_of_insertion) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    Ref dict = dict_new(ts);
    for (int i = 0; i < 100; i++) {
        EXPECT(dict_set(ts, object_of(dict), value_from_int(i * 7 % 101), value_from_int(i)));
    }
    EXPECT_INT(dict_delete(ts, object_of(dict), value_from_int(7)), 1);
    EXPECT(dict_set(ts, object_of(dict), value_from_int(7), value_from_int(100)));
    int64_t position = 0;
    int64_t expected = 0;
    Ref key;
    Ref value;
    while (dict_step(ts, object_of(dict), &position, &key, &value)) {
        expected += expected == 1; // the one that was deleted, now last
        EXPECT_INT(value_to_int(borrow(value)), expected);
        expected++;
    }
    EXPECT_INT(expected, 101);
    ref_drop(ts, dict);
    container_tear_down(&fixture);
}

TEST(dict_version_changes_with_the_key_set) {
    Fixture fixture;
    container_set_up(&fixture, false);
    ThreadState *ts = fixture.ts;
    Ref dict = dict_new(ts);
    EXPECT(dict_set_text(ts, object_of(dict), "a", NONE));
    Ref name = str_intern_text(ts, "a");
    DictTable *table = as_dict(borrow(dict))->table;
    EXPECT_INT(dict_entry_index(ts, object_of(dict), borrow(name)), 0);
    uint32_t version = table->version;
    EXPECT(version != 0);
    EXPECT(dict_set_text(ts, object_of(dict), "a", TRUE_VALUE));
    EXPECT_INT(table->version, version);
    EXPECT(dict_set_text(ts, object_of(dict), "b", NONE));
    EXPECT_INT(table->version, 0);
    ref_drop(ts, name);
    ref_drop(ts, dict);
    container_tear_down(&fixture);
}
