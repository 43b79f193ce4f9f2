// The text a number is read from: what int(), float() and complex() do before they parse.
//
// A string becomes ASCII: decimal digits of any script become 0 to 9, white space of any kind a
// space, and every other character outside ASCII a '?', which no number contains.
#ifndef GILT_RUNTIME_OBJECTS_NUMBER_TEXT_H
#define GILT_RUNTIME_OBJECTS_NUMBER_TEXT_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

#define NUMBER_TEXT_INLINE 64

// `text` is not copied with the struct: it may point into it.
typedef struct NumberText {
    char *text; // zero-terminated, without the white space at both ends
    int64_t length;
    char *buffer; // owned; null if it fitted `storage`
    char storage[NUMBER_TEXT_INLINE];
} NumberText;

// Fills `out` from a Str or subclass instance. False with MemoryError. Free it with
// number_text_done.
bool number_text_from_str(ThreadState *ts, NumberText *out, Value s) ATTACHED;
// The same from bytes.
bool number_text_from_bytes(ThreadState *ts, NumberText *out, const uint8_t *data,
                            int64_t length) ATTACHED;
void number_text_done(ThreadState *ts, NumberText *text) ATTACHED;

// Moves `length` characters that may contain single underscores between digits to `out`
// without them and terminates it there; `out` may be `text`. Returns the new length, -1 if an
// underscore stands anywhere else. (The rule of float() and complex().)
int64_t number_drop_underscores(char *out, const char *text, int64_t length) ANY_THREAD;

#endif
