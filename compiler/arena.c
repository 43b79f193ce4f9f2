// The arena's chunks: a list of malloc blocks, the newest first. See arena.h.
#include "compiler/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A chunk's bytes follow its header. The header is padded to the alignment that items get.
struct ArenaChunk {
    _Alignas(max_align_t) ArenaChunk *previous;
};

enum {
    ARENA_ALIGNMENT = _Alignof(max_align_t),
    ARENA_CHUNK_SIZE_FIRST = 16 * 1024, // a short script fits
    ARENA_CHUNK_SIZE_MAX = 1024 * 1024, // doubling stops here: little is wasted at the end
};

void arena_init(Arena *arena) {
    *arena = (Arena){0};
}

void arena_free(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk != NULL) {
        ArenaChunk *previous = chunk->previous;
        free(chunk);
        chunk = previous;
    }
    arena_init(arena);
}

// Makes a new chunk with room for `size` bytes the current one.
static bool add_chunk(Arena *arena, size_t size) {
    size_t chunk_size = arena->size_total;
    if (chunk_size < ARENA_CHUNK_SIZE_FIRST) {
        chunk_size = ARENA_CHUNK_SIZE_FIRST;
    }
    if (chunk_size > ARENA_CHUNK_SIZE_MAX) {
        chunk_size = ARENA_CHUNK_SIZE_MAX;
    }
    if (chunk_size < size + sizeof(ArenaChunk)) {
        chunk_size = size + sizeof(ArenaChunk);
    }
    // calloc, because the arena promises zeroed memory and the system's pages are zero already.
    ArenaChunk *chunk = calloc(1, chunk_size);
    if (chunk == NULL) {
        return false;
    }
    chunk->previous = arena->chunks;
    arena->chunks = chunk;
    arena->next = (char *)(chunk + 1);
    arena->limit = (char *)chunk + chunk_size;
    arena->size_total += chunk_size;
    return true;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        arena->is_out_of_memory = true;
        return NULL;
    }
    size = (size + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    if (size == 0) {
        size = ARENA_ALIGNMENT;
    }
    if (arena->next == NULL || (size_t)(arena->limit - arena->next) < size) {
        if (!add_chunk(arena, size)) {
            arena->is_out_of_memory = true;
            return NULL;
        }
    }
    void *memory = arena->next;
    arena->next += size;
    return memory;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t item_size) {
    if (item_size != 0 && count > SIZE_MAX / 2 / item_size) {
        arena->is_out_of_memory = true;
        return NULL;
    }
    return arena_alloc(arena, count * item_size);
}

char *arena_copy(Arena *arena, const char *bytes, size_t size) {
    char *copy = arena_alloc(arena, size + 1);
    if (copy != NULL && size > 0) {
        memcpy(copy, bytes, size);
    }
    return copy;
}
