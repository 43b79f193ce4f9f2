// Numbers as they stand in memory: the one-letter formats that struct, array and memoryview
// share (b B h H i I l L q Q n N e f d ? c u w P).
#ifndef GILT_RUNTIME_OBJECTS_PACKED_H
#define GILT_RUNTIME_OBJECTS_PACKED_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef enum PackedKind {
    PACKED_NONE, // no such format
    PACKED_SIGNED,
    PACKED_UNSIGNED,
    PACKED_FLOAT,
    PACKED_BOOL,
    PACKED_BYTE, // c: a bytes object of length 1
    PACKED_CHAR, // u, w: a str of length 1
} PackedKind;

// How one format is laid out. `size` is also its alignment in native layout.
typedef struct PackedFormat {
    PackedKind kind;
    char code;
    uint8_t size;   // bytes
    bool is_native; // then too large a float becomes infinite instead of an error
    bool is_big_endian;
} PackedFormat;

typedef enum PackedResult {
    PACKED_OK,
    PACKED_WRONG_TYPE,   // not such a thing; no exception
    PACKED_OUT_OF_RANGE, // too large or too small; no exception
    PACKED_RAISED,       // an exception is set
} PackedResult;

// The format for a letter, with this machine's sizes (is_native) or the standard ones; little
// endian. kind is PACKED_NONE if there is none.
PackedFormat packed_format(char code, bool is_native) ANY_THREAD;

// The value whose bytes stand at `at`, of any alignment. MemoryError.
Ref packed_load(ThreadState *ts, const PackedFormat *format, const uint8_t *at) ATTACHED;

// Writes the bytes of v to `at` (nothing is written unless the result is PACKED_OK). Runs
// __index__ and __float__.
PackedResult packed_store(ThreadState *ts, const PackedFormat *format, Value v,
                          uint8_t *at) ATTACHED RUNS_GUEST;

// The smallest and largest number of an integer format, in words for messages ("-128", "127").
// ANY_THREAD.
void packed_limits(const PackedFormat *format, char lowest[24], char highest[24]);

#endif
