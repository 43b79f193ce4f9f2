// The compact ordered table: making, copying, searching, appending. See dict_table.h.
#include "runtime/objects/dict_table.h"

const DictTable DICT_TABLE_EMPTY = {
    .index_width = 1, .has_only_str_keys = true, .index = {(uint8_t)SLOT_EMPTY}};

// Two thirds of the index slots may be used before a table is replaced.
static uint64_t usable_slots(unsigned bits) {
    return ((uint64_t)2 << bits) / 3;
}

static uint8_t width_for_bits(unsigned bits) {
    return bits < 8 ? 1 : bits < 16 ? 2 : 4;
}

DictTable *dict_table_new(ThreadState *ts, uint64_t length) {
    unsigned bits = 3;
    while (usable_slots(bits) < length) {
        bits++;
    }
    if (bits > 31) {
        raise_memory_error(ts);
        return NULL;
    }
    uint8_t width = width_for_bits(bits);
    size_t index_size = (size_t)width << bits;
    size_t capacity = usable_slots(bits);
    DictTable *table =
        buffer_new(ts, sizeof(DictTable) + index_size + capacity * sizeof(DictEntry));
    if (!table) {
        return NULL;
    }
    *table = (DictTable){
        .index_bits = (uint8_t)bits,
        .index_width = width,
        .has_only_str_keys = true,
        .entry_capacity = (uint32_t)capacity,
        .entries = (DictEntry *)(void *)(table->index + index_size),
    };
    memset(table->index, 0xFF, index_size);
    return table;
}

uint64_t dict_table_room_for(int64_t length) {
    uint64_t slots = 8;
    while (slots < (uint64_t)length * 3) {
        slots *= 2;
    }
    return slots * 2 / 3;
}

size_t dict_table_size(const DictTable *table) {
    return table == &DICT_TABLE_EMPTY
               ? 0
               : sizeof *table + ((size_t)table->index_width << table->index_bits) +
                     usable_slots(table->index_bits) * sizeof(DictEntry);
}

static void set_slot(DictTable *table, size_t i, int64_t to) {
    if (table->index_width == 1) {
        store_release((int8_t *)table->index + i, (int8_t)to);
    } else if (table->index_width == 2) {
        store_release((int16_t *)(void *)table->index + i, (int16_t)to);
    } else {
        store_release((int32_t *)(void *)table->index + i, (int32_t)to);
    }
}

void dict_table_append(DictTable *table, Value key, Value value, int64_t hash) {
    size_t mask = ((size_t)1 << table->index_bits) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)hash & mask;
    while (dict_table_slot(table, i) >= 0) {
        i = dict_table_probe(i, &perturb, mask);
    }
    uint32_t count = load_relaxed(&table->entry_count);
    DictEntry *entry = &table->entries[count];
    store_relaxed(&entry->hash, hash);
    slot_store(&entry->key, key);
    slot_store(&entry->value, value);
    if (!value_is(key, KIND_STR)) {
        store_relaxed(&table->has_only_str_keys, false);
    }
    // Pairs with the acquire in dict_table_slot and in those who walk the entries.
    set_slot(table, i, count);
    store_release(&table->entry_count, count + 1);
    store_relaxed(&table->version, 0);
}

void dict_table_remove(DictTable *table, int64_t index, Ref *key, Ref *value) {
    DictEntry *entry = &table->entries[index];
    size_t mask = ((size_t)1 << table->index_bits) - 1;
    uint64_t perturb = (uint64_t)entry->hash;
    size_t i = (size_t)entry->hash & mask;
    while (dict_table_slot(table, i) != index) {
        i = dict_table_probe(i, &perturb, mask);
    }
    set_slot(table, i, SLOT_DELETED);
    store_relaxed(&table->version, 0);
    *key = owned(entry->key);
    *value = owned(entry->value);
    slot_store(&entry->key, NO_VALUE);
    slot_store(&entry->value, NO_VALUE);
    store_relaxed(&entry->hash, 1);
}

DictTable *dict_table_copy(ThreadState *ts, const DictTable *table, uint64_t length) {
    DictTable *copy = dict_table_new(ts, length);
    if (!copy) {
        return NULL;
    }
    size_t mask = ((size_t)1 << copy->index_bits) - 1;
    uint32_t filled = 0;
    for (uint32_t from = 0; from < table->entry_count; from++) {
        const DictEntry *entry = &table->entries[from];
        if (value_is_null(entry->value)) {
            continue;
        }
        uint64_t perturb = (uint64_t)entry->hash;
        size_t i = (size_t)entry->hash & mask;
        while (dict_table_slot(copy, i) >= 0) {
            i = dict_table_probe(i, &perturb, mask);
        }
        set_slot(copy, i, filled);
        copy->entries[filled++] = *entry;
    }
    copy->entry_count = filled;
    copy->has_only_str_keys = table->has_only_str_keys;
    return copy;
}

void dict_table_retain(ThreadState *ts, DictTable *table) {
    for (uint32_t i = 0; i < table->entry_count; i++) {
        if (!value_is_null(table->entries[i].value)) {
            ref_take(ts, table->entries[i].key);
            ref_take(ts, table->entries[i].value);
        }
    }
}

void dict_table_destroy(ThreadState *ts, const Object *holder, DictTable *table) {
    if (table == &DICT_TABLE_EMPTY) {
        return;
    }
    for (uint32_t i = 0; i < table->entry_count; i++) {
        DictEntry entry = table->entries[i];
        slot_store(&table->entries[i].key, NO_VALUE);
        slot_store(&table->entries[i].value, NO_VALUE);
        value_drop(ts, entry.key);
        value_drop(ts, entry.value);
    }
    buffer_retire_from(ts, holder, table);
}

void dict_table_retire(ThreadState *ts, bool is_private, DictTable *table) {
    if (table == &DICT_TABLE_EMPTY) {
        return;
    }
    if (is_private) {
        buffer_free(ts, table);
        return;
    }
    store_relaxed(&table->version, 0);
    for (uint32_t i = 0; i < table->entry_count; i++) {
        slot_store(&table->entries[i].key, NO_VALUE);
        slot_store(&table->entries[i].value, NO_VALUE);
    }
    buffer_retire(ts, table);
}

// How deep tuples in tuples are looked into: guest tuples may be nested without end.
#define PLAIN_DEPTH_MAX 8

static int compare_tuples(const Tuple *a, const Tuple *b, int depth) ATTACHED {
    if (a->length != b->length) {
        return 0;
    }
    for (int64_t i = 0; i < a->length; i++) {
        Value x = a->items[i];
        Value y = b->items[i];
        bool are_tuples = value_is(x, KIND_TUPLE) && value_is(y, KIND_TUPLE);
        if (value_same(x, y)) {
            continue;
        }
        if (are_tuples && depth == PLAIN_DEPTH_MAX) {
            return FIND_UNDECIDED;
        }
        int equal = are_tuples ? compare_tuples((const Tuple *)value_object(x),
                                                (const Tuple *)value_object(y), depth + 1)
                               : keys_compare_plainly(x, y);
        if (equal != 1) {
            return equal;
        }
    }
    return 1;
}

int tuples_compare_plainly(const Tuple *a, const Tuple *b) {
    return compare_tuples(a, b, 0);
}

// What keys_compare_plainly says of two keys with equal hashes, most of which are strings.
static inline int compare_hashed(Value a, Value b) ATTACHED {
    return LIKELY(value_is(a, KIND_STR) && value_is(b, KIND_STR)) ? str_equal(a, b)
                                                                  : keys_compare_plainly(a, b);
}

int64_t dict_table_find(const DictTable *table, Value key, int64_t hash) {
    size_t mask = ((size_t)1 << table->index_bits) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)hash & mask;
    for (;;) {
        int64_t at = dict_table_slot(table, i);
        if (at >= 0) {
            const DictEntry *entry = &table->entries[at];
            if (value_same(entry->key, key)) {
                return at;
            }
            if (entry->hash == hash) {
                int equal = compare_hashed(entry->key, key);
                if (equal) {
                    return equal > 0 ? at : FIND_UNDECIDED;
                }
            }
        } else if (at == SLOT_EMPTY) {
            return FIND_ABSENT;
        }
        i = dict_table_probe(i, &perturb, mask);
    }
}

// Compares the key of an entry that may vanish at any moment with `key`: 1, 0 or
// FIND_UNDECIDED. The header of what was a key once stays readable, its contents do not.
static int compare_unlocked(ThreadState *ts, const DictEntry *entry, Value key) ATTACHED {
    Value found = slot_load(&entry->key);
    if (value_is_null(found)) {
        return FIND_UNDECIDED;
    }
    if (value_same(found, key)) {
        return 1;
    }
    if (!value_is_object(found)) {
        return keys_compare_plainly(found, key);
    }
    if (load_relaxed(&value_object(found)->kind) != KIND_STR || !value_is(key, KIND_STR)) {
        return FIND_UNDECIDED;
    }
    Ref taken = slot_try_take(ts, &entry->key);
    if (ref_is_null(taken)) {
        return FIND_UNDECIDED;
    }
    int equal = keys_compare_plainly(borrow(taken), key);
    ref_drop(ts, taken);
    return equal;
}

int64_t dict_table_find_unlocked(ThreadState *ts, const DictTable *table, Value key,
                                 int64_t hash) {
    size_t mask = ((size_t)1 << table->index_bits) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)hash & mask;
    for (;;) {
        int64_t at = dict_table_slot(table, i);
        if (at >= 0) {
            const DictEntry *entry = &table->entries[at];
            Value found = slot_load(&entry->key);
            if (value_same(found, key)) {
                return at;
            }
            if (value_is_null(found)) {
                return FIND_UNDECIDED;
            }
            if (load_relaxed(&entry->hash) == hash) {
                int equal = compare_unlocked(ts, entry, key);
                if (equal) {
                    return equal > 0 ? at : FIND_UNDECIDED;
                }
            }
        } else if (at == SLOT_EMPTY) {
            return FIND_ABSENT;
        }
        i = dict_table_probe(i, &perturb, mask);
    }
}
