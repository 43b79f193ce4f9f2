// What a parcel is made of; for the files that make and open parcels.
//
// A value is a letter for its kind, then what the letter says; numbers stand as in memory,
// since a parcel never leaves the process.
#ifndef GILT_RUNTIME_MODULES_PARCEL_PARTS_H
#define GILT_RUNTIME_MODULES_PARCEL_PARTS_H

#include "runtime/modules/parcel.h"
#include "vm/object/layouts.h"

typedef enum Letter {
    LETTER_NONE = 'N',
    LETTER_TRUE = 'T',
    LETTER_FALSE = 'F',
    LETTER_ELLIPSIS = '.',
    LETTER_INT = 'i',     // 64 bits
    LETTER_BIG_INT = 'I', // how many limbs, negative for a negative number, and the limbs
    LETTER_FLOAT = 'f',
    LETTER_COMPLEX = 'c',
    LETTER_STR = 's',   // length, bound of the characters, characters
    LETTER_BYTES = 'b', // length, bytes
    LETTER_TUPLE = '(', // length, items
    LETTER_QUEUE = 'q', // number
    // Only as constants of code:
    LETTER_FROZENSET = '{', // a tuple of the items
    LETTER_CODE = 'C',      // parcel_code.c
} Letter;

// Where in a parcel, which is well formed, the reading has come to.
typedef struct ParcelReader {
    const char *at;
    bool interns; // strings, since they are code's: names are compared as pointers
} ParcelReader;

// Adds bytes; a letter and a number. False with MemoryError.
bool parcel_write(ThreadState *ts, Parcel *parcel, const void *data, size_t size) ATTACHED;
bool parcel_write_head(ThreadState *ts, Parcel *parcel, Letter letter, int64_t number) ATTACHED;
// Adds a value: as parcel_pack.
int parcel_pack_value(ThreadState *ts, Parcel *parcel, Value v) ATTACHED RUNS_GUEST;

// Reads `size` bytes; a number; a value.
void parcel_read(ParcelReader *reader, void *out, size_t size);
int64_t parcel_read_number(ParcelReader *reader);
Ref parcel_unpack_value(ThreadState *ts, ParcelReader *reader) ATTACHED RUNS_GUEST;

// A code object, with its constants and the code objects among them; its inline caches stay
// behind. As parcel_pack and parcel_unpack.
int parcel_pack_code(ThreadState *ts, Parcel *parcel, const Code *code) ATTACHED RUNS_GUEST;
Ref parcel_unpack_code(ThreadState *ts, ParcelReader *reader) ATTACHED RUNS_GUEST;

#endif
