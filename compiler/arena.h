// The arena: memory that lives exactly as long as one compilation.
//
// Everything the front end makes (source text, names, syntax tree, symbol tables) is allocated
// from one arena and freed by one call, so no node has an owner, a count or a destructor.
// Allocation bumps a pointer in the current chunk; a full chunk is followed by a larger one.
//
//     chunk 1 [used......]  ->  chunk 2 [used........]  ->  chunk 3 [used..|free      ]
//                                                                          ^ next
//
// Invariant: memory handed out is zeroed, aligned for any type, and never moves.
#ifndef GILT_COMPILER_ARENA_H
#define GILT_COMPILER_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    ArenaChunk *chunks;    // the newest chunk first
    char *next;            // first free byte of the newest chunk
    char *limit;           // first byte behind the newest chunk
    size_t size_total;     // bytes taken from malloc so far
    bool is_out_of_memory; // some allocation has failed; stays set
} Arena;

// Makes `arena` empty. Allocates nothing; cannot fail.
void arena_init(Arena *arena);

// Frees every allocation at once and leaves the arena empty and usable. Cannot fail.
void arena_free(Arena *arena);

// Returns `size` zeroed bytes, aligned for any type, owned by the arena; `size` may be 0.
// Null when memory is exhausted, with `is_out_of_memory` set. O(size).
void *arena_alloc(Arena *arena, size_t size);

// Returns `count * item_size` zeroed bytes as arena_alloc does; null also when the product
// overflows.
void *arena_alloc_array(Arena *arena, size_t count, size_t item_size);

// Copies `size` bytes into the arena and adds a NUL behind them. Null when memory is exhausted.
char *arena_copy(Arena *arena, const char *bytes, size_t size);

// Allocates one zeroed object of the given type, or null.
#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))

#endif
