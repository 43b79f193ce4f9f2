// StrBuilder: text put together piece by piece, then made a Str. Every repr is written with
// one.
//
//     StrBuilder builder;
//     str_builder_init(&builder, ts);
//     if (!str_builder_char(&builder, '[') || !str_builder_repr(&builder, item)) {
//         str_builder_discard(&builder);
//         return NO_REF;
//     }
//     return str_builder_finish(&builder);
//
// Short text stays inside the struct, so a small repr allocates nothing but its result. Each
// appending function returns false with the exception set; the builder must then be discarded.
// A builder belongs to the thread that made it and must not be copied or moved.
#ifndef GILT_RUNTIME_OBJECTS_STR_BUILDER_H
#define GILT_RUNTIME_OBJECTS_STR_BUILDER_H

#include "runtime/objects/str.h"

#define STR_BUILDER_INLINE_SIZE 256

typedef struct StrBuilder {
    ThreadState *ts;
    uint8_t *data;    // inside the struct, or an owned buffer
    int64_t length;   // in characters
    int64_t capacity; // in characters of `width` bytes
    uint32_t bound;   // of the characters so far: 0x7F, 0xFF, 0xFFFF or 0x10FFFF
    uint8_t width;
    _Alignas(8) uint8_t inline_data[STR_BUILDER_INLINE_SIZE];
} StrBuilder;

// Empty text. Cannot fail. ANY_THREAD.
void str_builder_init(StrBuilder *builder, ThreadState *ts);
// Frees what it holds. After finish, or a second time, it does nothing.
void str_builder_discard(StrBuilder *builder) ATTACHED;
// The text as a Str; the builder is empty afterwards, also on failure. MemoryError.
Ref str_builder_finish(StrBuilder *builder) ATTACHED;
// The same, and the builder keeps its text.
Ref str_builder_copy(const StrBuilder *builder) ATTACHED;

// Room for n more characters up to the bound `max_char`, so that the next appends cannot fail.
// MemoryError.
bool str_builder_reserve(StrBuilder *builder, int64_t n, uint32_t max_char) ATTACHED;
// One character (any code point).
bool str_builder_char(StrBuilder *builder, uint32_t c) ATTACHED;
// The character n times; n below 1 adds nothing.
bool str_builder_fill(StrBuilder *builder, uint32_t c, int64_t n) ATTACHED;
// Zero-terminated ASCII.
bool str_builder_text(StrBuilder *builder, const char *text) ATTACHED;
// `length` bytes of ASCII.
bool str_builder_ascii(StrBuilder *builder, const char *text, size_t length) ATTACHED;
// UTF-8, read as str_from_utf8 does.
bool str_builder_utf8(StrBuilder *builder, const char *text, size_t length) ATTACHED;
// A Str, or a run of characters.
bool str_builder_str(StrBuilder *builder, Value s) ATTACHED;
bool str_builder_view(StrBuilder *builder, StrView view) ATTACHED;
// printf of at most 255 bytes of UTF-8; longer text is cut.
bool str_builder_format(StrBuilder *builder, const char *format, ...) ATTACHED
    __attribute__((format(printf, 2, 3)));
// repr(v) and str(v).
bool str_builder_repr(StrBuilder *builder, Value v) ATTACHED RUNS_GUEST;
bool str_builder_value(StrBuilder *builder, Value v) ATTACHED RUNS_GUEST;

#endif
