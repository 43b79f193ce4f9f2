// dict: reading, writing and removing items. The table is in dict_table.c, methods in
// dict_methods.c, whole-dict operations in dict_bulk.c, views in dict_views.c.
//
// Readers take no lock: they load the table, search it, take the value, and go to the lock only
// if something moved under them. Writers hold the object lock for the few instructions of the
// change and drop what they replaced afterwards.
#include "runtime/objects/dict.h"

#include "vm/exec/call.h"

static bool is_undecided(int64_t found) {
    return found == FIND_UNDECIDED;
}

// What find_with_guest must still see after guest code has run.
typedef struct Probe {
    DictTable *table;
    uint32_t entry_count;
    uint8_t index_bits;
    int64_t at; // the entry that was compared
    Value key;  // its key
    size_t i;   // its index slot
} Probe;

// Whether the table is still the one that is being searched.
static bool is_unchanged(const Dict *dict, const Probe *probe) {
    const DictTable *table = dict->table;
    return table == probe->table && table->index_bits == probe->index_bits &&
           table->entry_count == probe->entry_count &&
           dict_table_slot(table, probe->i) == probe->at &&
           value_same(slot_load(&table->entries[probe->at].key), probe->key);
}

// One pass along the probe sequence, comparing without the lock where guest code is needed.
// Entered and left with the lock held. 1: found or absent, as *place says; 0: the dict changed,
// search again; -1: exception.
static int search_with_guest(ThreadState *ts, Object *object, Value key, int64_t hash,
                             DictPlace *place) ATTACHED {
    Dict *dict = (Dict *)(void *)object;
    DictTable *table = dict->table;
    Probe probe = {table, table->entry_count, table->index_bits, 0, NO_VALUE, 0};
    size_t mask = ((size_t)1 << table->index_bits) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)hash & mask;
    place->table = table;
    for (;; i = dict_table_probe(i, &perturb, mask)) {
        int64_t at = dict_table_slot(table, i);
        if (at == SLOT_EMPTY) {
            place->index = FIND_ABSENT;
            return 1;
        }
        if (at < 0 ||
            (table->entries[at].hash != hash && !value_same(table->entries[at].key, key))) {
            continue;
        }
        int equal = keys_compare_plainly(table->entries[at].key, key);
        if (equal == FIND_UNDECIDED) {
            Ref previous = place->held;
            place->held = slot_take_locked(ts, &table->entries[at].key);
            probe.at = at;
            probe.key = borrow(place->held);
            probe.i = i;
            object_unlock(ts, object);
            ref_drop(ts, previous);
            equal = value_equal(ts, probe.key, key);
            object_lock(ts, object);
            if (equal < 0) {
                return -1;
            }
            if (!is_unchanged(dict, &probe)) {
                return 0;
            }
        }
        if (equal) {
            place->index = at;
            return 1;
        }
    }
}

bool dict_find_and_lock(ThreadState *ts, Object *dict, Value key, int64_t hash,
                        DictPlace *place) {
    object_lock(ts, dict);
    place->held = NO_REF;
    place->table = ((Dict *)(void *)dict)->table;
    place->index = dict_table_find(place->table, key, hash);
    if (LIKELY(!is_undecided(place->index))) {
        return true;
    }
    int done;
    do {
        done = search_with_guest(ts, dict, key, hash, place);
    } while (!done);
    if (done < 0) {
        dict_place_release(ts, dict, place);
        return false;
    }
    return true;
}

void dict_place_release(ThreadState *ts, Object *dict, DictPlace *place) {
    object_unlock(ts, dict);
    ref_drop(ts, place->held);
}

// --- reading --------------------------------------------------------------------------------

// Readers that come later may compare the key without the lock.
static void share_key(const ThreadState *ts, const DictPlace *place) ATTACHED {
    Value key = slot_load(&place->table->entries[place->index].key);
    if (ts->is_parallel && value_is_object(key)) {
        object_share(value_object(key));
    }
}

// The reader's second try, with the lock.
static Ref get_locked(ThreadState *ts, Object *dict, Value key, int64_t hash) ATTACHED {
    DictPlace place;
    if (!dict_find_and_lock(ts, dict, key, hash, &place)) {
        return NO_REF;
    }
    object_mark_read(ts, dict);
    Ref value = NO_REF;
    if (place.index >= 0) {
        share_key(ts, &place);
        value = slot_take_locked(ts, &place.table->entries[place.index].value);
    }
    dict_place_release(ts, dict, &place);
    return value;
}

Ref dict_get_hashed(ThreadState *ts, Object *dict, Value key, int64_t hash) {
    Dict *self = (Dict *)(void *)dict;
    int64_t found = FIND_UNDECIDED;
    if (LIKELY(!ts->is_parallel)) {
        const DictTable *table = self->table;
        found = dict_table_find(table, key, hash);
        if (found >= 0) {
            return ref_take(ts, table->entries[found].value);
        }
    } else if (object_may_look(ts, dict)) {
        // Pairs with the release in replace_table.
        const DictTable *table = load_acquire(&self->table);
        found = dict_table_find_unlocked(ts, table, key, hash);
        if (found >= 0) {
            Ref value = slot_try_take(ts, &table->entries[found].value);
            if (!ref_is_null(value)) {
                return value;
            }
            found = FIND_UNDECIDED;
        }
    }
    return is_undecided(found) ? get_locked(ts, dict, key, hash) : NO_REF;
}

Ref dict_get(ThreadState *ts, Object *dict, Value key) {
    int64_t hash = key_hash(ts, key);
    return UNLIKELY(hash == -1) ? NO_REF : dict_get_hashed(ts, dict, key, hash);
}

Ref dict_get_str(ThreadState *ts, Object *dict, Value key) {
    return dict_get_hashed(ts, dict, key, key_hash(ts, key));
}

int dict_contains(ThreadState *ts, Object *dict, Value key) {
    int64_t hash = key_hash(ts, key);
    if (hash == -1) {
        return -1;
    }
    Dict *self = (Dict *)(void *)dict;
    int64_t found = FIND_UNDECIDED;
    if (LIKELY(!ts->is_parallel)) {
        found = dict_table_find(self->table, key, hash);
    } else if (object_may_look(ts, dict)) {
        found = dict_table_find_unlocked(ts, load_acquire(&self->table), key, hash);
    }
    if (!is_undecided(found)) {
        return found >= 0;
    }
    DictPlace place;
    if (!dict_find_and_lock(ts, dict, key, hash, &place)) {
        return -1;
    }
    object_mark_read(ts, dict);
    if (place.index >= 0) {
        share_key(ts, &place);
    }
    dict_place_release(ts, dict, &place);
    return place.index >= 0;
}

Ref dict_get_text(ThreadState *ts, Object *dict, const char *key) {
    Ref name = str_intern_text(ts, key);
    if (ref_is_null(name)) {
        return NO_REF;
    }
    Ref value = dict_get_str(ts, dict, borrow(name));
    ref_drop(ts, name);
    return value;
}

int64_t dict_entry_index(ThreadState *ts, Object *object, Value key) {
    Dict *dict = (Dict *)(void *)object;
    int64_t hash = key_hash(ts, key);
    object_lock(ts, object);
    DictTable *table = dict->table;
    int64_t found = dict_table_find(table, key, hash);
    if (table->has_only_str_keys && table != &DICT_TABLE_EMPTY &&
        load_relaxed(&table->version) == 0) {
        store_relaxed(&table->version, version_next(ts->interpreter));
    }
    object_unlock(ts, object);
    return found >= 0 ? found : -1;
}

bool dict_entry_take(ThreadState *ts, Object *object, int64_t *position, bool backwards,
                     Ref *key, Ref *value) {
    Dict *dict = (Dict *)(void *)object;
    if (UNLIKELY(ts->is_parallel) && !object_may_look(ts, object)) {
        object_lock(ts, object);
        object_mark_read(ts, object);
        object_unlock(ts, object);
    }
    DictTable *table = load_acquire(&dict->table);
    int64_t count = load_acquire(&table->entry_count);
    int64_t i = *position;
    if (backwards && i >= count) {
        i = count - 1;
    }
    for (; i >= 0 && i < count; i += backwards ? -1 : 1) {
        DictEntry *entry = &table->entries[i];
        if (LIKELY(!ts->is_parallel)) {
            if (value_is_null(entry->value)) {
                continue;
            }
            *key = ref_take(ts, entry->key);
            *value = ref_take(ts, entry->value);
            *position = i;
            return true;
        }
        *key = slot_try_take(ts, &entry->key);
        *value = slot_try_take(ts, &entry->value);
        if (ref_is_null(*key) || ref_is_null(*value)) {
            ref_drop(ts, *key);
            ref_drop(ts, *value);
            object_lock(ts, object);
            table = dict->table;
            count = table->entry_count;
            bool is_inside = i < count;
            *key = is_inside ? slot_take_locked(ts, &table->entries[i].key) : NO_REF;
            *value = is_inside ? slot_take_locked(ts, &table->entries[i].value) : NO_REF;
            object_unlock(ts, object);
        }
        if (!ref_is_null(*key)) {
            *position = i;
            return true;
        }
    }
    *position = i;
    return false;
}

bool dict_step(ThreadState *ts, Object *dict, int64_t *position, Ref *key, Ref *value) {
    if (!dict_entry_take(ts, dict, position, false, key, value)) {
        return false;
    }
    ++*position;
    return true;
}

// --- writing --------------------------------------------------------------------------------

// Gives the dict a table with room for `length` entries. Locked.
static bool replace_table(ThreadState *ts, Dict *dict, uint64_t length) ATTACHED {
    DictTable *old = dict->table;
    DictTable *table = dict_table_copy(ts, old, length);
    if (!table) {
        return false;
    }
    // Pairs with the acquire of the readers: the table is complete.
    store_release(&dict->table, table);
    dict_table_retire(ts, object_is_private(ts, &dict->head), old);
    return true;
}

// Adds an item whose key is not there, taking new references. Locked.
static bool insert_locked(ThreadState *ts, Dict *dict, Value key, Value value,
                          int64_t hash) ATTACHED {
    if (UNLIKELY(!dict_table_has_room(dict->table))) {
        if (!replace_table(ts, dict, dict_table_room_for(dict->length))) {
            return false;
        }
    }
    ref_take(ts, key);
    ref_take(ts, value);
    dict_table_append(dict->table, key, value, hash);
    store_relaxed(&dict->length, dict->length + 1);
    return true;
}

bool dict_replace(ThreadState *ts, Object *object, Value key, Value value, int64_t hash,
                  Ref *replaced) {
    DictPlace place;
    *replaced = NO_REF;
    if (!dict_find_and_lock(ts, object, key, hash, &place)) {
        return false;
    }
    bool done = true;
    if (place.index >= 0) {
        Value *slot = &place.table->entries[place.index].value;
        *replaced = owned(slot_load(slot));
        ref_take(ts, value);
        slot_publish(slot, value);
    } else {
        done = insert_locked(ts, (Dict *)(void *)object, key, value, hash);
    }
    dict_place_release(ts, object, &place);
    return done;
}

bool dict_set_hashed(ThreadState *ts, Object *dict, Value key, Value value, int64_t hash) {
    Ref replaced;
    if (LIKELY(!ts->is_parallel)) { // nobody to lock out
        Dict *self = (Dict *)(void *)dict;
        int64_t found = dict_table_find(self->table, key, hash);
        if (found >= 0) {
            Value *slot = &self->table->entries[found].value;
            replaced = owned(*slot);
            slot_store(slot, borrow(ref_take(ts, value)));
            ref_drop(ts, replaced);
            return true;
        }
        if (found == FIND_ABSENT) {
            return insert_locked(ts, self, key, value, hash);
        }
    }
    bool done = dict_replace(ts, dict, key, value, hash, &replaced);
    ref_drop(ts, replaced);
    return done;
}

bool dict_set(ThreadState *ts, Object *dict, Value key, Value value) {
    int64_t hash = key_hash(ts, key);
    return LIKELY(hash != -1) && dict_set_hashed(ts, dict, key, value, hash);
}

bool dict_set_text(ThreadState *ts, Object *dict, const char *key, Value value) {
    Ref name = str_intern_text(ts, key);
    if (ref_is_null(name)) {
        return false;
    }
    bool done = dict_set(ts, dict, borrow(name), value);
    ref_drop(ts, name);
    return done;
}

bool dict_put_text(ThreadState *ts, Object *dict, const char *key, Ref value) {
    bool done = !ref_is_null(value) && dict_set_text(ts, dict, key, borrow(value));
    ref_drop(ts, value);
    return done;
}

Ref dict_set_default(ThreadState *ts, Object *dict, Value key, Value fallback) {
    int64_t hash = key_hash(ts, key);
    DictPlace place;
    if (hash == -1 || !dict_find_and_lock(ts, dict, key, hash, &place)) {
        return NO_REF;
    }
    Ref value = NO_REF;
    if (place.index >= 0) {
        value = slot_take_locked(ts, &place.table->entries[place.index].value);
    } else if (insert_locked(ts, (Dict *)(void *)dict, key, fallback, hash)) {
        value = ref_take(ts, fallback);
    }
    dict_place_release(ts, dict, &place);
    return value;
}

Ref dict_take_out(ThreadState *ts, Object *dict, Value key, int64_t hash) {
    DictPlace place;
    if (!dict_find_and_lock(ts, dict, key, hash, &place)) {
        return NO_REF;
    }
    Ref removed_key = NO_REF;
    Ref value = NO_REF;
    if (place.index >= 0) {
        dict_table_remove(place.table, place.index, &removed_key, &value);
        Dict *self = (Dict *)(void *)dict;
        store_relaxed(&self->length, self->length - 1);
    }
    dict_place_release(ts, dict, &place);
    ref_drop(ts, removed_key);
    return value;
}

int dict_delete(ThreadState *ts, Object *dict, Value key) {
    int64_t hash = key_hash(ts, key);
    if (hash == -1) {
        return -1;
    }
    Ref value = dict_take_out(ts, dict, key, hash);
    if (ref_is_null(value)) {
        return error_is_set(ts) ? -1 : 0;
    }
    ref_drop(ts, value);
    return 1;
}

Ref raise_key_error(ThreadState *ts, Value key) {
    return raise_error_value(ts, EXC_KEY_ERROR, key);
}

// --- the type -------------------------------------------------------------------------------

Ref dict_new(ThreadState *ts) {
    Dict *dict = object_new(ts, builtin_type(ts, KIND_DICT), sizeof(Dict));
    if (!dict) {
        return NO_REF;
    }
    dict->table = (DictTable *)&DICT_TABLE_EMPTY;
    return object_ref(dict);
}

Ref dict_from_pairs(ThreadState *ts, const Value *pairs, size_t n) {
    Ref result = dict_new(ts);
    DictTable *table = n && !ref_is_null(result) ? dict_table_new(ts, n) : NULL;
    if (!table) {
        if (n) {
            ref_drop(ts, result);
            return NO_REF;
        }
        return result;
    }
    Dict *dict = as_dict(borrow(result));
    dict->table = table;
    for (size_t i = 0; i < n; i++, pairs += 2) {
        int64_t hash = key_hash(ts, pairs[0]);
        if (hash != -1 && dict->table == table &&
            dict_table_find(table, pairs[0], hash) == FIND_ABSENT) {
            dict_table_append(table, borrow(ref_take(ts, pairs[0])),
                              borrow(ref_take(ts, pairs[1])), hash);
            dict->length++;
        } else if (hash == -1 || !dict_set_hashed(ts, &dict->head, pairs[0], pairs[1], hash)) {
            ref_drop(ts, result);
            return NO_REF;
        }
    }
    return result;
}

static void dict_destroy(ThreadState *ts, Object *self) ATTACHED {
    Dict *dict = (Dict *)(void *)self;
    DictTable *table = dict->table;
    dict->table = (DictTable *)&DICT_TABLE_EMPTY;
    dict->length = 0;
    if (table) {
        dict_table_destroy(ts, self, table);
    }
}

static void dict_traverse(Object *self, Visitor visit, void *context) {
    DictTable *table = ((Dict *)(void *)self)->table;
    for (uint32_t i = 0; table && i < table->entry_count; i++) {
        if (!value_is_null(table->entries[i].value)) {
            visit(table->entries[i].key, context);
            visit(table->entries[i].value, context);
        }
    }
}

static int64_t dict_length_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return dict_length(value_object(self));
}

// d[key] for a key that is not there: a subclass may define __missing__.
static Ref get_missing(ThreadState *ts, Value self, Value key) ATTACHED {
    if (value_object(self)->kind != KIND_DICT) {
        Ref name = str_intern_text(ts, "__missing__");
        if (ref_is_null(name)) {
            return NO_REF;
        }
        Ref missing = type_lookup(ts, value_type(ts, self), borrow(name));
        ref_drop(ts, name);
        if (!ref_is_null(missing)) {
            ref_drop(ts, missing);
            return value_call_method_text(ts, self, "__missing__", &key, 1);
        }
    }
    return raise_key_error(ts, key);
}

static Ref dict_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    Ref value = dict_get(ts, value_object(self), key);
    if (UNLIKELY(ref_is_null(value)) && !error_is_set(ts)) {
        return get_missing(ts, self, key);
    }
    return value;
}

static bool dict_set_item(ThreadState *ts, Value self, Value key, Value value) ATTACHED {
    if (!value_is_null(value)) {
        return dict_set(ts, value_object(self), key, value);
    }
    int removed = dict_delete(ts, value_object(self), key);
    if (removed == 0) {
        raise_key_error(ts, key);
    }
    return removed > 0;
}

static int dict_contains_slot(ThreadState *ts, Value self, Value key) ATTACHED {
    return dict_contains(ts, value_object(self), key);
}

static Ref dict_iterate(ThreadState *ts, Value self) ATTACHED {
    return dict_iterator_new(ts, self, DICT_PART_KEY, false);
}

static Ref dict_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) ||
        !value_has_layout(ts, other, KIND_DICT)) {
        return owned(NOT_IMPLEMENTED);
    }
    int equal = dict_equal(ts, value_object(self), value_object(other));
    return equal < 0 ? NO_REF : owned(value_bool(equal == (op == COMPARE_EQUAL)));
}

static Ref dict_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (op != BINARY_OR || !value_has_layout(ts, a, KIND_DICT) ||
        !value_has_layout(ts, b, KIND_DICT)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref merged = dict_copy(ts, value_object(a));
    if (!ref_is_null(merged) && !dict_update(ts, value_object(borrow(merged)), b)) {
        ref_drop(ts, merged);
        return NO_REF;
    }
    return merged;
}

static Ref dict_in_place(ThreadState *ts, BinaryOperator op, Value self, Value other) ATTACHED {
    if (op != BINARY_OR) {
        return owned(NOT_IMPLEMENTED);
    }
    return dict_update_from(ts, value_object(self), other) ? ref_take(ts, self) : NO_REF;
}

const TypeSpec dict_type_spec = {
    .name = "dict",
    .kind = KIND_DICT,
    .size = sizeof(Dict),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_MAPPING | TYPE_DEFINES_NEW,
    .slots = {.destroy = dict_destroy,
              .traverse = dict_traverse,
              .repr = dict_repr,
              .compare = dict_compare,
              .binary = dict_binary,
              .in_place = dict_in_place,
              .length = dict_length_slot,
              .get_item = dict_get_item,
              .set_item = dict_set_item,
              .contains = dict_contains_slot,
              .iterate = dict_iterate},
    .methods = DICT_METHODS,
    .doc = "dict() -> new empty dictionary\n"
           "dict(mapping) -> new dictionary initialized from a mapping object's (key, value) "
           "pairs\n"
           "dict(iterable) -> new dictionary initialized from an iterable of pairs\n"
           "dict(**kwargs) -> new dictionary initialized with the name=value pairs",
};
