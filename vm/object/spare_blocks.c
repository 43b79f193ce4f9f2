// The store of spare blocks: see spare_blocks.h.
#include "vm/object/spare_blocks.h"

#include <malloc.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// An arena of malloc gives memory at its end back when it is this much.
#define ARENA_SPARE_MAX (128 << 10)

#if defined(__SANITIZE_ADDRESS__)
#define KEEPS_BLOCKS false
#else
#define KEEPS_BLOCKS true
#endif

void spare_blocks_prepare(void) {
    mallopt(M_MMAP_THRESHOLD, (int)LARGE_BLOCK_MIN);
    mallopt(M_TRIM_THRESHOLD, ARENA_SPARE_MAX);
    // Every arena keeps what it has had for itself: there need be no more of them than can be
    // in use at a time, and the main thread's.
    cpu_set_t cpus;
    if (sched_getaffinity(0, sizeof cpus, &cpus) == 0) {
        mallopt(M_ARENA_MAX, CPU_COUNT(&cpus) + 1);
    }
}

void spare_blocks_init(SpareBlocks *spare) {
    *spare = (SpareBlocks){0};
    pthread_mutex_init(&spare->lock, NULL);
}

void spare_blocks_done(SpareBlocks *spare) {
    spare_blocks_free(spare);
    pthread_mutex_destroy(&spare->lock);
}

// Takes block i out. The store is locked.
static SpareBlock remove_block(SpareBlocks *spare, size_t i) {
    SpareBlock block = spare->items[i];
    spare->count--;
    spare->size -= block.size;
    memmove(&spare->items[i], &spare->items[i + 1], (spare->count - i) * sizeof *spare->items);
    return block;
}

void *spare_blocks_take(SpareBlocks *spare, size_t size) {
    if (size < LARGE_BLOCK_MIN) {
        return NULL;
    }
    SpareBlock found = {0};
    pthread_mutex_lock(&spare->lock);
    for (size_t i = spare->count; i-- > 0;) {
        size_t offered = spare->items[i].size;
        if (offered >= size && offered - size <= size / 2) {
            found = remove_block(spare, i);
            break;
        }
    }
    pthread_mutex_unlock(&spare->lock);
    return found.memory;
}

size_t spare_blocks_put(SpareBlocks *spare, void *memory) {
    SpareBlock block = {memory, memory && KEEPS_BLOCKS ? malloc_usable_size(memory) : 0};
    if (block.size < LARGE_BLOCK_MIN || block.size > SPARE_SIZE_MAX) {
        free(memory);
        return 0;
    }
    SpareBlock dropped[SPARE_BLOCKS_MAX];
    size_t n_dropped = 0;
    pthread_mutex_lock(&spare->lock);
    while (spare->count == SPARE_BLOCKS_MAX || spare->size + block.size > SPARE_SIZE_MAX) {
        dropped[n_dropped++] = remove_block(spare, 0);
    }
    spare->items[spare->count++] = block;
    size_t size = spare->size += block.size;
    pthread_mutex_unlock(&spare->lock);
    while (n_dropped > 0) {
        free(dropped[--n_dropped].memory);
    }
    return size;
}

void spare_blocks_free(SpareBlocks *spare) {
    pthread_mutex_lock(&spare->lock);
    while (spare->count > 0) {
        free(remove_block(spare, spare->count - 1).memory);
    }
    pthread_mutex_unlock(&spare->lock);
}
