// Whole dicts: copying, clearing, updating, comparing, listing.
//
// A dict that is read as a whole is first copied under its lock (a snapshot with references of
// its own); all slow work happens on the snapshot. So nothing that happens meanwhile can hurt.
#include "runtime/objects/dict.h"
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

static DictTable *empty_table(void) {
    return (DictTable *)&DICT_TABLE_EMPTY;
}

// A private copy of the dict's table with references of its own; null with MemoryError set.
static DictTable *take_snapshot(ThreadState *ts, Object *object) ATTACHED {
    Dict *dict = (Dict *)(void *)object;
    object_lock(ts, object);
    DictTable *copy = empty_table();
    if (dict->length > 0) {
        copy = dict_table_copy(ts, dict->table, (uint64_t)dict->length);
        if (copy) {
            dict_table_retain(ts, copy);
        }
    }
    object_unlock(ts, object);
    return copy;
}

Ref dict_copy(ThreadState *ts, Object *dict) {
    Ref result = dict_new(ts);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    DictTable *table = take_snapshot(ts, dict);
    if (!table) {
        ref_drop(ts, result);
        return NO_REF;
    }
    Dict *copy = as_dict(borrow(result));
    copy->table = table;
    copy->length = table->entry_count;
    return result;
}

void dict_clear(ThreadState *ts, Object *object) {
    Dict *dict = (Dict *)(void *)object;
    object_lock(ts, object);
    DictTable *old = dict->table;
    // Pairs with the acquire of the readers.
    store_release(&dict->table, empty_table());
    store_relaxed(&dict->length, 0);
    object_unlock(ts, object);
    dict_table_destroy(ts, object, old);
}

// Puts every item of a private table in, the snapshot of `source`. False with the exception
// set: also when comparing keys has changed `source`. Without a GIL that can be another
// thread's doing.
static bool put_all(ThreadState *ts, Object *dict, const DictTable *table,
                    const Object *source) ATTACHED {
    for (uint32_t i = 0; i < table->entry_count; i++) {
        const DictEntry *entry = &table->entries[i];
        if (!dict_set_hashed(ts, dict, entry->key, entry->value, entry->hash)) {
            return false;
        }
        if (!ts->is_parallel && dict_length(source) != (int64_t)table->entry_count) {
            raise_error(ts, EXC_RUNTIME_ERROR, "dict mutated during update");
            return false;
        }
    }
    return true;
}

// Takes over the items of another dict.
static bool update_from_dict(ThreadState *ts, Object *object, Object *source) ATTACHED {
    if (object == source || dict_length(source) == 0) {
        return true;
    }
    DictTable *snapshot = take_snapshot(ts, source);
    if (!snapshot) {
        return false;
    }
    Dict *dict = (Dict *)(void *)object;
    object_lock(ts, object);
    bool was_empty = dict->length == 0;
    DictTable *old = dict->table;
    if (was_empty) {
        store_release(&dict->table, snapshot);
        store_relaxed(&dict->length, (int64_t)snapshot->entry_count);
    }
    object_unlock(ts, object);
    bool done = was_empty || put_all(ts, object, snapshot, source);
    dict_table_destroy(ts, was_empty ? object : NULL, was_empty ? old : snapshot);
    return done;
}

// Whether v is a dict whose iteration is dict's own, so that its table is all there is to it.
static bool is_plain_dict(ThreadState *ts, Value v) ATTACHED {
    return value_is(v, KIND_DICT) ||
           (value_has_layout(ts, v, KIND_DICT) &&
            value_type(ts, v)->slots.iterate == builtin_type(ts, KIND_DICT)->slots.iterate);
}

// Calls `put` with every key of keys() and its value.
static bool each_item(ThreadState *ts, Object *dict, Value mapping, Ref keys,
                      bool (*put)(ThreadState *, Object *, Value, Value, Value),
                      Value context) ATTACHED {
    Ref iterator = value_iterate(ts, borrow(keys));
    ref_drop(ts, keys);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool done = true;
    while (done) {
        Ref key = iterator_next(ts, borrow(iterator));
        if (ref_is_null(key)) {
            done = !error_is_set(ts);
            break;
        }
        Ref value = value_get_item(ts, mapping, borrow(key));
        done = !ref_is_null(value) && put(ts, dict, borrow(key), borrow(value), context);
        ref_drop(ts, value);
        ref_drop(ts, key);
    }
    ref_drop(ts, iterator);
    return done;
}

static bool put_item(ThreadState *ts, Object *dict, Value key, Value value,
                     Value context) ATTACHED {
    (void)context;
    return dict_set(ts, dict, key, value);
}

// mapping.keys(), or *keys = NO_REF if there is no such attribute. False: exception.
static bool find_keys(ThreadState *ts, Value mapping, Ref *keys) ATTACHED {
    Ref name = str_intern_text(ts, "keys");
    Ref method = NO_REF;
    *keys = NO_REF;
    if (ref_is_null(name) || !value_find_attribute(ts, mapping, borrow(name), &method)) {
        ref_drop(ts, name);
        return false;
    }
    ref_drop(ts, name);
    if (ref_is_null(method)) {
        return true;
    }
    *keys = value_call(ts, borrow(method), NULL, 0);
    ref_drop(ts, method);
    return !ref_is_null(*keys);
}

bool dict_update(ThreadState *ts, Object *dict, Value mapping) {
    if (is_plain_dict(ts, mapping)) {
        return update_from_dict(ts, dict, value_object(mapping));
    }
    Ref keys;
    if (!find_keys(ts, mapping, &keys)) {
        return false;
    }
    if (ref_is_null(keys)) {
        raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not a mapping",
                    value_type_name(ts, mapping));
        return false;
    }
    return each_item(ts, dict, mapping, keys, put_item, NO_VALUE);
}

static bool put_keyword(ThreadState *ts, Object *dict, Value key, Value value,
                        Value callee) ATTACHED {
    if (!value_has_layout(ts, key, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "keywords must be strings");
        return false;
    }
    int present = dict_contains(ts, dict, key);
    if (present < 0) {
        return false;
    }
    if (present) {
        char *name = str_to_utf8(ts, key, NULL);
        if (name) {
            raise_about_callee(ts, callee, "got multiple values for keyword argument '%s'",
                               name);
        }
        buffer_free(ts, name);
        return false;
    }
    return dict_set(ts, dict, key, value);
}

bool dict_merge_keywords(ThreadState *ts, Object *dict, Value mapping, Value callee) {
    bool is_alone = !ts->is_parallel && value_is(mapping, KIND_DICT);
    const DictTable *table = is_alone ? ((Dict *)value_object(mapping))->table : NULL;
    if (table && table->has_only_str_keys) {
        // Comparing such keys runs no guest code, so the table stays what it is.
        for (uint32_t i = 0; i < table->entry_count; i++) {
            const DictEntry *entry = &table->entries[i];
            if (!value_is_null(entry->value) &&
                !put_keyword(ts, dict, entry->key, entry->value, callee)) {
                return false;
            }
        }
        return true;
    }
    if (is_plain_dict(ts, mapping)) {
        DictTable *snapshot = take_snapshot(ts, value_object(mapping));
        bool done = snapshot != NULL;
        for (uint32_t i = 0; done && i < snapshot->entry_count; i++) {
            done = put_keyword(ts, dict, snapshot->entries[i].key, snapshot->entries[i].value,
                               callee);
        }
        if (snapshot) {
            dict_table_destroy(ts, NULL, snapshot);
        }
        return done;
    }
    Ref keys;
    if (!find_keys(ts, mapping, &keys)) {
        return false;
    }
    if (ref_is_null(keys)) {
        raise_about_callee(ts, callee, "argument after ** must be a mapping, not %s",
                           value_type_name(ts, mapping));
        return false;
    }
    return each_item(ts, dict, mapping, keys, put_keyword, callee);
}

// Puts pair number `number` in. Takes the reference to `pair`.
static bool put_pair(ThreadState *ts, Object *dict, Ref pair, int64_t number) ATTACHED {
    Ref parts;
    if (value_is(borrow(pair), KIND_TUPLE)) {
        parts = pair;
    } else {
        parts = tuple_from_iterable(ts, borrow(pair));
        ref_drop(ts, pair);
        if (ref_is_null(parts)) {
            if (error_matches(ts, EXC_TYPE_ERROR)) {
                raise_error(ts, EXC_TYPE_ERROR,
                            "cannot convert dictionary update sequence element #%lld to a "
                            "sequence",
                            (long long)number);
            }
            return false;
        }
    }
    Tuple *tuple = as_tuple(borrow(parts));
    bool done = false;
    if (tuple->length != 2) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "dictionary update sequence element #%lld has length %lld; 2 is required",
                    (long long)number, (long long)tuple->length);
    } else {
        done = dict_set(ts, dict, tuple->items[0], tuple->items[1]);
    }
    ref_drop(ts, parts);
    return done;
}

bool dict_update_from_pairs(ThreadState *ts, Object *dict, Value iterable) {
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool done = true;
    for (int64_t number = 0; done; number++) {
        Ref pair = iterator_next(ts, borrow(iterator));
        if (ref_is_null(pair)) {
            done = !error_is_set(ts);
            break;
        }
        done = put_pair(ts, dict, pair, number);
    }
    ref_drop(ts, iterator);
    return done;
}

bool dict_update_from(ThreadState *ts, Object *dict, Value argument) {
    if (is_plain_dict(ts, argument)) {
        return update_from_dict(ts, dict, value_object(argument));
    }
    Ref keys;
    if (!find_keys(ts, argument, &keys)) {
        return false;
    }
    if (ref_is_null(keys)) {
        return dict_update_from_pairs(ts, dict, argument);
    }
    return each_item(ts, dict, argument, keys, put_item, NO_VALUE);
}

Ref dict_list(ThreadState *ts, Object *dict, DictPart part) {
    DictTable *table = take_snapshot(ts, dict);
    if (!table) {
        return NO_REF;
    }
    Ref list = list_new(ts, table->entry_count);
    for (uint32_t i = 0; !ref_is_null(list) && i < table->entry_count; i++) {
        const DictEntry *entry = &table->entries[i];
        Ref item = part == DICT_PART_ITEM
                       ? tuple_from_array(ts, (Value[]){entry->key, entry->value}, 2)
                       : ref_take(ts, part == DICT_PART_KEY ? entry->key : entry->value);
        if (ref_is_null(item) || !list_append(ts, value_object(borrow(list)), borrow(item))) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        ref_drop(ts, item);
    }
    dict_table_destroy(ts, NULL, table);
    return list;
}

int dict_equal(ThreadState *ts, Object *a, Object *b) {
    if (a == b) {
        return 1;
    }
    if (dict_length(a) != dict_length(b)) {
        return 0;
    }
    if (!native_enter(ts, " in comparison")) {
        return -1;
    }
    DictTable *table = take_snapshot(ts, a);
    int equal = table ? 1 : -1;
    for (uint32_t i = 0; equal == 1 && i < table->entry_count; i++) {
        const DictEntry *entry = &table->entries[i];
        Ref other = dict_get_hashed(ts, b, entry->key, entry->hash);
        if (ref_is_null(other)) {
            equal = error_is_set(ts) ? -1 : 0;
            break;
        }
        equal = value_equal(ts, entry->value, borrow(other));
        ref_drop(ts, other);
    }
    if (table) {
        dict_table_destroy(ts, NULL, table);
    }
    native_leave(ts);
    return equal;
}
