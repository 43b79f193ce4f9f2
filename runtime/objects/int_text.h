// Integers to and from text, in any base.
#ifndef GILT_RUNTIME_OBJECTS_INT_TEXT_H
#define GILT_RUNTIME_OBJECTS_INT_TEXT_H

#include "runtime/objects/int.h"

// 64 binary digits and a terminating zero.
#define INT_DIGITS_INLINE 72

// The digits of a magnitude. Not to be copied: `text` may point into it.
typedef struct IntDigits {
    char *text; // zero-terminated
    int64_t length;
    bool is_negative; // of the int; the text has no sign
    char *buffer;     // owned; null if they fitted `storage`
    char storage[INT_DIGITS_INLINE];
} IntDigits;

// The digits of the int v in base 2 to 36, lower case. False with ValueError when a decimal
// number is beyond the limit of sys.set_int_max_str_digits, or with MemoryError. Free them with
// int_digits_done.
bool int_digits(ThreadState *ts, Value v, int base, IntDigits *out) ATTACHED;
void int_digits_done(ThreadState *ts, IntDigits *digits) ATTACHED;

// The Str of v: prefix ("0x" or "") between sign and digits.
Ref int_to_str(ThreadState *ts, Value v, int base, const char *prefix) ATTACHED;

// int(s, base) for a Str; base is 0 or 2 to 36. ValueError in CPython's words.
Ref int_from_str(ThreadState *ts, Value s, int base) ATTACHED;
// The same for bytes that belong to `source`, which is shown in the message.
Ref int_from_byte_text(ThreadState *ts, Value source, const uint8_t *data, int64_t length,
                       int base) ATTACHED RUNS_GUEST;

// The most decimal digits a conversion may have; 0: no limit.
int64_t int_digit_limit(const ThreadState *ts) ANY_THREAD;

#endif
