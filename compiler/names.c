// The name table: a hash set of Names with open addressing. See names.h.
#include "compiler/names.h"

#include <string.h>

void name_table_init(NameTable *table, Arena *arena) {
    *table = (NameTable){.arena = arena};
}

// FNV-1a: short keys, no seed. Names come from one source file, so flooding hurts only its
// author.
static uint32_t hash_bytes(const char *bytes, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    }
    return hash;
}

static bool grow_slots(NameTable *table) {
    size_t capacity = table->capacity == 0 ? 256 : table->capacity * 2;
    const Name **slots = arena_alloc_array(table->arena, capacity, sizeof(Name *));
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < table->capacity; i++) {
        const Name *name = table->slots[i];
        if (name != NULL) {
            size_t at = name->hash & (capacity - 1);
            while (slots[at] != NULL) {
                at = (at + 1) & (capacity - 1);
            }
            slots[at] = name;
        }
    }
    table->slots = slots;
    table->capacity = capacity;
    return true;
}

const Name *name_intern(NameTable *table, const char *bytes, size_t length) {
    if ((table->length + 1) * 2 > table->capacity && !grow_slots(table)) {
        return NULL;
    }
    uint32_t hash = hash_bytes(bytes, length);
    size_t at = hash & (table->capacity - 1);
    for (; table->slots[at] != NULL; at = (at + 1) & (table->capacity - 1)) {
        const Name *name = table->slots[at];
        if (name->hash == hash && name->length == length &&
            memcmp(name->bytes, bytes, length) == 0) {
            return name;
        }
    }
    Name *name = arena_alloc(table->arena, sizeof(Name) + length + 1);
    if (name == NULL) {
        return NULL;
    }
    name->hash = hash;
    name->length = (uint32_t)length;
    memcpy(name->bytes, bytes, length);
    table->slots[at] = name;
    table->length++;
    return name;
}
