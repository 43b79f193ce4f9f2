// str: making strings, their hash, equality, order, concatenation and indexing.
//
//     +--------+--------+------+-------+----------+----------------------------+---+
//     | header | length | hash | width | is_ascii | length * width bytes       | 0 |
//     +--------+--------+------+-------+----------+----------------------------+---+
//
// Words: the width of a string is the bytes of one character; a bound is the largest character
// of the width class (0x7F, 0xFF, 0xFFFF, 0x10FFFF); a view is a run of characters in memory.
//
// Invariant: the width is the smallest that holds every character and is_ascii says whether all
// are below 0x80, so equal strings have equal bytes. Strings never change once a second
// reference exists; only str_append extends one, when the caller's reference is the only one.
//
// Characters are code points, lone surrogates included, as in CPython (PEP 393).
// The type itself with its methods is in str_type.c; text encodings are in str_utf8.c and
// str_codec.c.
#include "runtime/objects/str.h"

#include <string.h>

#include "runtime/objects/intern.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define HASH_FACTOR_A 0xA0761D6478BD642Fu
#define HASH_FACTOR_B 0xE7037ED1A0B428DBu
#define HASH_FACTOR_C 0x8EBC6AF09C88C6E3u

// --- Characters in memory -------------------------------------------------------------------

// All bits that occur in the bytes, eight bytes at a time.
static uint8_t or_of_bytes(const uint8_t *bytes, int64_t length) {
    uint64_t all = 0;
    int64_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        all |= word;
        if (all & 0x8080808080808080u) {
            return 0x80;
        }
    }
    for (; i < length; i++) {
        all |= bytes[i];
    }
    return all & 0x8080808080808080u ? 0x80 : 0;
}

uint32_t chars_bound(const void *data, uint8_t width, int64_t length) {
    if (width == 1) {
        return or_of_bytes(data, length) ? 0xFF : 0x7F;
    }
    uint32_t all = 0;
    if (width == 2) {
        for (int64_t i = 0; i < length; i++) {
            all |= ((const uint16_t *)data)[i];
        }
    } else {
        for (int64_t i = 0; i < length; i++) {
            all |= ((const uint32_t *)data)[i];
        }
    }
    return all < 0x80 ? 0x7F : all < 0x100 ? 0xFF : all < 0x10000 ? 0xFFFF : STR_MAX_CHAR;
}

void chars_copy(void *to, uint8_t to_width, const void *from, uint8_t from_width,
                int64_t length) {
    if (to_width == from_width) {
        memcpy(to, from, (size_t)length * to_width);
    } else if (from_width == 1 && to_width == 2) {
        for (int64_t i = 0; i < length; i++) {
            ((uint16_t *)to)[i] = ((const uint8_t *)from)[i];
        }
    } else {
        for (int64_t i = 0; i < length; i++) {
            char_write(to, to_width, i, char_read(from, from_width, i));
        }
    }
}

// --- Making strings -------------------------------------------------------------------------

// A new string with room for `capacity` characters.
static Str *allocate_with_room(ThreadState *ts, int64_t length, int64_t capacity,
                               uint32_t max_char) ATTACHED {
    uint8_t width = str_width_for(max_char);
    if (capacity > (INT64_MAX - (int64_t)sizeof(Str)) / width - 1) {
        raise_memory_error(ts);
        return NULL;
    }
    size_t size = sizeof(Str) + (size_t)(capacity + 1) * width;
    Str *string = object_new_uncleared(ts, builtin_type(ts, KIND_STR), size);
    if (string) {
        string->length = length;
        string->hash = -1;
        string->width = width;
        string->is_ascii = max_char < 0x80;
        char_write(string->data, width, length, 0);
    }
    return string;
}

Str *str_allocate(ThreadState *ts, int64_t length, uint32_t max_char) ATTACHED {
    return allocate_with_room(ts, length, length, max_char);
}

Ref str_empty(ThreadState *ts) ATTACHED {
    return owned(intern_empty(ts));
}

Ref str_from_char(ThreadState *ts, uint32_t c) ATTACHED {
    if (c < 0x100) {
        return owned(intern_latin1(ts, (uint8_t)c));
    }
    Str *string = str_allocate(ts, 1, c);
    if (!string) {
        return NO_REF;
    }
    char_write(string->data, string->width, 0, c);
    return object_ref(string);
}

// A string of the view's characters, whose bound is known.
static Ref from_view_bound(ThreadState *ts, StrView view, uint32_t bound) ATTACHED {
    if (view.length <= 1) {
        return view.length < 1 ? str_empty(ts) : str_from_char(ts, view_read(view, 0));
    }
    Str *string = str_allocate(ts, view.length, bound);
    if (!string) {
        return NO_REF;
    }
    chars_copy(string->data, string->width, view.data, view.width, view.length);
    return object_ref(string);
}

Ref str_from_view(ThreadState *ts, StrView view) ATTACHED {
    return from_view_bound(ts, view, chars_bound(view.data, view.width, view.length));
}

Ref str_from_chars(ThreadState *ts, const uint32_t *chars, int64_t length) ATTACHED {
    return str_from_view(ts, (StrView){chars, length, 4});
}

Ref str_from_latin1(ThreadState *ts, const void *bytes, int64_t length) ATTACHED {
    return str_from_view(ts, (StrView){bytes, length, 1});
}

Ref str_from_ascii(ThreadState *ts, const void *bytes, int64_t length) ATTACHED {
    return from_view_bound(ts, (StrView){bytes, length, 1}, 0x7F);
}

Ref str_exact(ThreadState *ts, Value s) ATTACHED {
    if (value_is(s, KIND_STR)) {
        return ref_take(ts, s);
    }
    return from_view_bound(ts, str_view(s), str_bound(s));
}

Ref str_slice(ThreadState *ts, Value s, int64_t start, int64_t end) ATTACHED {
    const Str *str = str_of(s);
    if (start == 0 && end == str->length) {
        return str_exact(ts, s);
    }
    StrView part = view_part(str_view(s), start, end);
    return str->is_ascii ? from_view_bound(ts, part, 0x7F) : str_from_view(ts, part);
}

// --- Hash, equality, order ------------------------------------------------------------------

static uint64_t multiply_fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// A multiply-and-fold hash (the idea of wyhash): sixteen bytes a step. CPython: SipHash with a
// random key; a teaching interpreter wants the same order of sets in every run.
int64_t text_hash(const void *data, size_t size) {
    const uint8_t *bytes = data;
    if (size == 0) {
        return 0;
    }
    uint64_t hash = HASH_FACTOR_A ^ (size * HASH_FACTOR_C);
    uint64_t words[2];
    size_t left = size;
    for (; left > 16; left -= 16, bytes += 16) {
        memcpy(words, bytes, sizeof words);
        hash = multiply_fold(words[0] ^ HASH_FACTOR_B, words[1] ^ hash);
    }
    words[0] = 0;
    words[1] = 0;
    memcpy(words, bytes, left);
    hash = multiply_fold(words[0] ^ HASH_FACTOR_B, words[1] ^ hash);
    hash = multiply_fold(hash ^ HASH_FACTOR_C, HASH_FACTOR_A);
    return (int64_t)hash == -1 ? -2 : (int64_t)hash;
}

int64_t str_hash(Value s) ATTACHED {
    Str *string = (Str *)value_object(s);
    int64_t hash = load_relaxed(&string->hash);
    if (hash == -1) {
        hash = text_hash(string->data, (size_t)string->length * string->width);
        store_relaxed(&string->hash, hash);
    }
    return hash;
}

// memcmp for the short texts that are names and keys: two words that may overlap.
static inline bool bytes_equal(const uint8_t *x, const uint8_t *y, size_t n) {
    uint64_t a[2];
    uint64_t b[2];
    if (n > 16) {
        return memcmp(x, y, n) == 0;
    }
    if (n >= 8) {
        memcpy(&a[0], x, 8);
        memcpy(&a[1], x + n - 8, 8);
        memcpy(&b[0], y, 8);
        memcpy(&b[1], y + n - 8, 8);
        return ((a[0] ^ b[0]) | (a[1] ^ b[1])) == 0;
    }
    if (n >= 4) {
        uint32_t c[2];
        uint32_t d[2];
        memcpy(&c[0], x, 4);
        memcpy(&c[1], x + n - 4, 4);
        memcpy(&d[0], y, 4);
        memcpy(&d[1], y + n - 4, 4);
        return ((c[0] ^ d[0]) | (c[1] ^ d[1])) == 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (x[i] != y[i]) {
            return false;
        }
    }
    return true;
}

bool str_equal(Value a, Value b) ATTACHED {
    if (value_same(a, b)) {
        return true;
    }
    const Str *x = str_of(a);
    const Str *y = str_of(b);
    return x->length == y->length && x->width == y->width &&
           bytes_equal(x->data, y->data, (size_t)x->length * x->width);
}

bool str_equal_text(Value s, const char *text) {
    const Str *string = str_of(s);
    size_t length = strlen(text);
    return string->is_ascii && (size_t)string->length == length &&
           memcmp(string->data, text, length) == 0;
}

int str_order(Value a, Value b) {
    const Str *x = str_of(a);
    const Str *y = str_of(b);
    int64_t common = x->length < y->length ? x->length : y->length;
    if (x->width == 1 && y->width == 1) {
        int order = memcmp(x->data, y->data, (size_t)common);
        if (order != 0) {
            return order;
        }
    } else {
        for (int64_t i = 0; i < common; i++) {
            uint32_t c = char_read(x->data, x->width, i);
            uint32_t d = char_read(y->data, y->width, i);
            if (c != d) {
                return c < d ? -1 : 1;
            }
        }
    }
    return (x->length > y->length) - (x->length < y->length);
}

// --- Concatenation --------------------------------------------------------------------------

Ref str_concatenate(ThreadState *ts, Value a, Value b) ATTACHED {
    const Str *x = str_of(a);
    const Str *y = str_of(b);
    if (x->length == 0) {
        return str_exact(ts, b);
    }
    if (y->length == 0) {
        return str_exact(ts, a);
    }
    if (x->length > INT64_MAX - y->length) {
        return raise_memory_error(ts);
    }
    uint32_t bound = str_bound(a) | str_bound(b);
    Str *sum = str_allocate(ts, x->length + y->length, bound);
    if (!sum) {
        return NO_REF;
    }
    chars_copy(sum->data, sum->width, x->data, x->width, x->length);
    chars_copy(sum->data + x->length * sum->width, sum->width, y->data, y->width, y->length);
    return object_ref(sum);
}

// Whether nobody can see `string`, to which the caller holds a reference, change.
static bool is_unseen(const ThreadState *ts, const Str *string) ATTACHED {
    const Object *head = &string->head;
    return head->kind == KIND_STR && (load_relaxed(&head->flags) & ~OBJECT_LARGE) == 0 &&
           object_is_only_reference(ts, head);
}

// A new string with x's and y's characters and room for as many again by half, so that a loop
// of appends copies every character only a few times.
static Ref concatenate_with_room(ThreadState *ts, const Str *x, const Str *y) ATTACHED {
    int64_t length = x->length + y->length;
    uint32_t bound = str_bound(object_value(x)) | str_bound(object_value(y));
    Str *sum = allocate_with_room(ts, length, length + length / 2 + 16, bound);
    if (!sum) {
        return NO_REF;
    }
    chars_copy(sum->data, sum->width, x->data, x->width, x->length);
    chars_copy(sum->data + x->length * sum->width, sum->width, y->data, y->width, y->length);
    return object_ref(sum);
}

Ref str_append(ThreadState *ts, Ref a, Value b) ATTACHED {
    Str *x = (Str *)value_object(borrow(a));
    const Str *y = str_of(b);
    if (y->length == 0) {
        return a;
    }
    if (!is_unseen(ts, x) || x->length > INT64_MAX / 4 || y->length > INT64_MAX / 4) {
        Ref sum = str_concatenate(ts, borrow(a), b);
        ref_drop(ts, a);
        return sum;
    }
    size_t used = sizeof(Str) + (size_t)(x->length + y->length + 1) * x->width;
    if (y->width > x->width || used > object_memory_size(&x->head)) {
        Ref sum = concatenate_with_room(ts, x, y);
        ref_drop(ts, a);
        return sum;
    }
    chars_copy(x->data + x->length * x->width, x->width, y->data, y->width, y->length);
    x->length += y->length;
    char_write(x->data, x->width, x->length, 0);
    x->is_ascii = x->is_ascii && y->is_ascii;
    x->hash = -1;
    return a;
}

Ref str_join_array(ThreadState *ts, const Value *strings, size_t n) ATTACHED {
    int64_t length = 0;
    uint32_t bound = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t part = str_length(strings[i]);
        if (part > INT64_MAX - length) {
            return raise_memory_error(ts);
        }
        length += part;
        bound |= part ? str_bound(strings[i]) : 0;
    }
    if (length == 0) {
        return str_empty(ts);
    }
    Str *sum = str_allocate(ts, length, bound);
    if (!sum) {
        return NO_REF;
    }
    uint8_t *end = sum->data;
    for (size_t i = 0; i < n; i++) {
        const Str *part = str_of(strings[i]);
        chars_copy(end, sum->width, part->data, part->width, part->length);
        end += part->length * sum->width;
    }
    return object_ref(sum);
}

Ref str_repeat(ThreadState *ts, Value s, int64_t count) ATTACHED {
    const Str *string = str_of(s);
    if (count <= 0 || string->length == 0) {
        return str_empty(ts);
    }
    if (count == 1) {
        return str_exact(ts, s);
    }
    if (string->length > INT64_MAX / count) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "repeated string is too long");
    }
    if (string->length > INT64_MAX / 8 / count) {
        return raise_memory_error(ts);
    }
    Str *result = str_allocate(ts, string->length * count, str_bound(s));
    if (!result) {
        return NO_REF;
    }
    size_t unit = (size_t)string->length * string->width;
    size_t size = unit * (size_t)count;
    if (unit == 1) {
        memset(result->data, string->data[0], size);
        return object_ref(result);
    }
    memcpy(result->data, string->data, unit);
    for (size_t done = unit; done < size;) {
        size_t step = done < size - done ? done : size - done;
        memcpy(result->data + done, result->data, step);
        done += step;
    }
    return object_ref(result);
}

// --- Ranges ---------------------------------------------------------------------------------

// One bound of a range: `missing` if the argument is left out or None.
static bool range_bound(ThreadState *ts, Value argument, int64_t length, int64_t missing,
                        int64_t *out) ATTACHED {
    *out = missing;
    if (value_is_null(argument) || value_is_none(argument)) {
        return true;
    }
    if (value_is_small_int(argument)) {
        *out = value_to_int(argument);
    } else {
        Type *type = value_type(ts, argument);
        if (!type->slots.to_index) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "slice indices must be integers or None or have an __index__ method");
            return false;
        }
        if (!value_to_index(ts, argument, -1, out)) {
            return false;
        }
    }
    if (*out < 0) {
        *out += length;
        *out = *out < 0 ? 0 : *out;
    }
    return true;
}

bool text_range(ThreadState *ts, Value start_argument, Value end_argument, int64_t length,
                int64_t *start, int64_t *end) ATTACHED {
    if (!range_bound(ts, start_argument, length, 0, start) ||
        !range_bound(ts, end_argument, length, length, end)) {
        return false;
    }
    *end = *end > length ? length : *end;
    return true;
}
