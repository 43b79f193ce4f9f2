// Spare blocks: what is kept, for whom, and how much of it.
#include "tests/unit/check.h"
#include "vm/object/spare_blocks.h"

#include <malloc.h>
#include <stdlib.h>

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

TEST(small_blocks_are_freed) {
    SpareBlocks spare;
    spare_blocks_init(&spare);
    EXPECT(!spare_blocks_put(&spare, NULL));
    EXPECT(!spare_blocks_put(&spare, malloc(100)));
    EXPECT(!spare_blocks_put(&spare, malloc(LARGE_BLOCK_MIN / 2)));
    EXPECT_INT(spare.count, 0);
    EXPECT(spare_blocks_take(&spare, 100) == NULL);
    spare_blocks_done(&spare);
}

#if !defined(__SANITIZE_ADDRESS__) // which is to see what has been freed: nothing is kept

TEST(a_block_goes_to_who_wants_its_size) {
    SpareBlocks spare;
    spare_blocks_init(&spare);
    void *block = malloc(600 * KIB);
    void *larger = malloc(3 * MIB);
    EXPECT(spare_blocks_put(&spare, block));
    EXPECT(spare_blocks_put(&spare, larger));
    EXPECT(spare_blocks_take(&spare, 700 * KIB) == NULL); // one too small, one far too large
    EXPECT(spare_blocks_take(&spare, 200 * KIB) == NULL);
    EXPECT(spare_blocks_take(&spare, 500 * KIB) == block);
    EXPECT(spare_blocks_take(&spare, 500 * KIB) == NULL);
    EXPECT(spare.size == malloc_usable_size(larger));
    free(block);
    spare_blocks_done(&spare);
}

TEST(the_oldest_make_room) {
    SpareBlocks spare;
    spare_blocks_init(&spare);
    for (int i = 0; i < 2 * SPARE_BLOCKS_MAX; i++) {
        EXPECT(spare_blocks_put(&spare, malloc(LARGE_BLOCK_MIN + (size_t)i * KIB)));
    }
    EXPECT_INT(spare.count, SPARE_BLOCKS_MAX);
    EXPECT(spare.items[0].size >= LARGE_BLOCK_MIN + SPARE_BLOCKS_MAX * KIB);
    EXPECT(!spare_blocks_put(&spare, malloc(SPARE_SIZE_MAX + MIB)));
    EXPECT(spare_blocks_put(&spare, malloc(SPARE_SIZE_MAX - MIB)));
    EXPECT(spare.size <= SPARE_SIZE_MAX && spare.count < SPARE_BLOCKS_MAX);
    spare_blocks_free(&spare);
    EXPECT(spare.count == 0 && spare.size == 0);
    spare_blocks_done(&spare);
}

#endif
