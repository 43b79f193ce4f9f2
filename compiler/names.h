// Names: identifiers, each stored once.
//
// Two equal identifiers of one compilation are the same pointer, so the passes compare names
// with `==`. Identifiers with non-ASCII letters are stored in Unicode normal form NFKC, as
// Python requires, by the lexer.
//
// Invariant: no two Names in a table have equal bytes.
#ifndef GILT_COMPILER_NAMES_H
#define GILT_COMPILER_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "compiler/arena.h"

typedef struct Name {
    uint32_t hash;
    uint32_t length;  // bytes
    uint32_t keyword; // the lexer's: the token kind if this is a reserved word, else 0
    char bytes[];     // UTF-8, NUL-terminated
} Name;

typedef struct NameTable {
    Arena *arena;       // borrowed; holds the names and the slots
    const Name **slots; // open addressing, a power of two of them
    size_t capacity;
    size_t length; // names stored
} NameTable;

// Makes `table` empty, its memory to come from `arena` (borrowed). Cannot fail.
void name_table_init(NameTable *table, Arena *arena);

// Returns the one Name with these bytes, adding it if it is new (for later passes: "__class__",
// mangled private names). Lives as long as the arena. Null when memory is exhausted. O(length).
const Name *name_intern(NameTable *table, const char *bytes, size_t length);

#endif
