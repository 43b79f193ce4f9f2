// Spare blocks: large buffers that have been freed and are kept a while for whoever needs one
// of that size next.
//
// malloc gives every large block pages of its own and takes them back when it is freed
// (spare_blocks_prepare), so that nothing stays behind between smaller ones. New pages cost a
// fault each, which a program that makes large lists again and again would pay again and again:
// so freed ones wait here until heap_trim. Not with the address sanitizer, which is to see what
// has been freed.
#ifndef GILT_VM_OBJECT_SPARE_BLOCKS_H
#define GILT_VM_OBJECT_SPARE_BLOCKS_H

#include <pthread.h>
#include <stddef.h>

#include "vm/base/contract.h"

// Blocks from this size on are large.
#define LARGE_BLOCK_MIN ((size_t)128 << 10)

#define SPARE_BLOCKS_MAX 16
// Bytes that are kept at most.
#define SPARE_SIZE_MAX ((size_t)16 << 20)

typedef struct SpareBlock {
    void *memory; // from malloc
    size_t size;  // bytes that may be used
} SpareBlock;

typedef struct SpareBlocks {
    pthread_mutex_t lock;
    SpareBlock items[SPARE_BLOCKS_MAX]; // oldest first
    size_t count;
    size_t size; // of all of them
} SpareBlocks;

// Makes the process's malloc ready for this.
void spare_blocks_prepare(void) ANY_THREAD;
// An empty store; and its end.
void spare_blocks_init(SpareBlocks *spare);
void spare_blocks_done(SpareBlocks *spare);

// A block of at least `size` bytes, and not many more, that is taken out of the store. Null if
// there is none, or `size` is not large.
void *spare_blocks_take(SpareBlocks *spare, size_t size) ANY_THREAD;
// Puts a block from malloc into the store; returns how many bytes are there now. One that is
// not large is freed, and 0 returned.
size_t spare_blocks_put(SpareBlocks *spare, void *memory) ANY_THREAD;
// Frees all that is in the store.
void spare_blocks_free(SpareBlocks *spare) ANY_THREAD;

#endif
