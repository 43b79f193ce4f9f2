// Methods of bytes and bytearray that know ASCII: case, predicates, and filling to a width.
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"

static bool is_lower(uint8_t c) {
    return (uint8_t)(c - 'a') < 26;
}

static bool is_upper(uint8_t c) {
    return (uint8_t)(c - 'A') < 26;
}

static bool is_alpha(uint8_t c) {
    return is_lower(c | 0x20);
}

static bool is_digit(uint8_t c) {
    return (uint8_t)(c - '0') < 10;
}

static bool is_alphanumeric(uint8_t c) {
    return is_alpha(c) || is_digit(c);
}

static bool is_space(uint8_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static uint8_t to_lower(uint8_t c) {
    return is_upper(c) ? c + 32 : c;
}

static uint8_t to_upper(uint8_t c) {
    return is_lower(c) ? c - 32 : c;
}

// --- Predicates -----------------------------------------------------------------------------

// Whether there are bytes and the predicate holds for all.
static Ref all_bytes(ThreadState *ts, Value self, bool (*predicate)(uint8_t c)) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    int64_t i = 0;
    while (i < hold.length && predicate(hold.data[i])) {
        i++;
    }
    bool all = hold.length > 0 && i == hold.length;
    bytes_release(ts, &hold);
    return owned(value_bool(all));
}

#define PREDICATE_METHOD(name, predicate)                                                      \
    Ref bytes_##name##_method(ThreadState *ts, const Value *arguments) ATTACHED {              \
        return all_bytes(ts, arguments[0], predicate);                                         \
    }

PREDICATE_METHOD(isalpha, is_alpha)
PREDICATE_METHOD(isalnum, is_alphanumeric)
PREDICATE_METHOD(isdigit, is_digit)
PREDICATE_METHOD(isspace, is_space)

Ref bytes_isascii_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    bool is_ascii = chars_bound(hold.data, 1, hold.length) < 0x80;
    bytes_release(ts, &hold);
    return owned(value_bool(is_ascii));
}

// Whether there is a letter of the wanted case and none of the other.
static Ref has_only_case(ThreadState *ts, Value self, bool (*is_wanted)(uint8_t c)) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    bool found = false;
    bool only = true;
    for (int64_t i = 0; i < hold.length; i++) {
        bool wanted = is_wanted(hold.data[i]);
        found = found || wanted;
        only = only && (wanted || !is_alpha(hold.data[i]));
    }
    bytes_release(ts, &hold);
    return owned(value_bool(found && only));
}

Ref bytes_islower_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return has_only_case(ts, arguments[0], is_lower);
}

Ref bytes_isupper_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return has_only_case(ts, arguments[0], is_upper);
}

Ref bytes_istitle_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    bool found = false;
    bool holds = true;
    bool is_after_letter = false;
    for (int64_t i = 0; i < hold.length; i++) {
        uint8_t c = hold.data[i];
        holds = holds && !(is_after_letter ? is_upper(c) : is_lower(c));
        is_after_letter = is_alpha(c);
        found = found || is_after_letter;
    }
    bytes_release(ts, &hold);
    return owned(value_bool(found && holds));
}

// --- Case -----------------------------------------------------------------------------------

// What a byte becomes; *state is the method's own, `i` its index.
typedef uint8_t (*ByteMapping)(uint8_t c, int64_t i, bool *state);

static Ref map_bytes(ThreadState *ts, Value self, ByteMapping mapping) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    Ref result = NO_REF;
    if (bytes_builder_reserve(&builder, hold.length)) {
        bool state = false;
        for (int64_t i = 0; i < hold.length; i++) {
            builder.data[i] = mapping(hold.data[i], i, &state);
        }
        result = bytes_like_self(ts, self, builder.data, hold.length);
    }
    bytes_builder_discard(&builder);
    bytes_release(ts, &hold);
    return result;
}

static uint8_t map_lower(uint8_t c, int64_t i, bool *state) {
    (void)i;
    (void)state;
    return to_lower(c);
}

static uint8_t map_upper(uint8_t c, int64_t i, bool *state) {
    (void)i;
    (void)state;
    return to_upper(c);
}

static uint8_t map_swapped(uint8_t c, int64_t i, bool *state) {
    (void)i;
    (void)state;
    return is_alpha(c) ? c ^ 0x20 : c;
}

// state: the byte before was a letter.
static uint8_t map_title(uint8_t c, int64_t i, bool *state) {
    (void)i;
    uint8_t mapped = *state ? to_lower(c) : to_upper(c);
    *state = is_alpha(c);
    return mapped;
}

static uint8_t map_capitalized(uint8_t c, int64_t i, bool *state) {
    (void)state;
    return i == 0 ? to_upper(c) : to_lower(c);
}

Ref bytes_lower_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return map_bytes(ts, arguments[0], map_lower);
}

Ref bytes_upper_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return map_bytes(ts, arguments[0], map_upper);
}

Ref bytes_swapcase_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return map_bytes(ts, arguments[0], map_swapped);
}

Ref bytes_title_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return map_bytes(ts, arguments[0], map_title);
}

Ref bytes_capitalize_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return map_bytes(ts, arguments[0], map_capitalized);
}

// --- Filling --------------------------------------------------------------------------------

// Bytes `first` of the held ones, fill bytes, the rest, fill bytes.
static Ref pad(ThreadState *ts, Value self, const BytesHold *hold, int64_t first,
               int64_t before, int64_t after, uint8_t fill) ATTACHED {
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    Ref result = NO_REF;
    if (bytes_builder_add(&builder, hold->data, first) &&
        bytes_builder_fill(&builder, fill, before) &&
        bytes_builder_add(&builder, hold->data + first, hold->length - first) &&
        bytes_builder_fill(&builder, fill, after)) {
        result = bytes_like_self(ts, self, builder.data, builder.length);
    }
    bytes_builder_discard(&builder);
    return result;
}

static bool read_fill(ThreadState *ts, const char *function, Value v, uint8_t *fill) ATTACHED {
    *fill = ' ';
    if (value_is_null(v)) {
        return true;
    }
    BytesHold hold;
    int found = bytes_hold(ts, v, &hold);
    bool is_single = found > 0 && hold.length == 1;
    if (is_single) {
        *fill = hold.data[0];
    }
    if (found > 0) {
        bytes_release(ts, &hold);
    }
    if (found >= 0 && !is_single) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "%s() argument 2 must be a byte string of length 1, not %s", function,
                    value_is_none(v) ? "None" : value_type_name(ts, v));
    }
    return is_single;
}

enum { JUSTIFY_LEFT, JUSTIFY_RIGHT, JUSTIFY_CENTER };

static Ref justify(ThreadState *ts, const char *function, const Value *arguments,
                   int side) ATTACHED {
    int64_t width;
    uint8_t fill;
    BytesHold hold;
    if (!argument_size(ts, arguments[1], 0, &width) ||
        !read_fill(ts, function, arguments[2], &fill) ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    int64_t space = width > hold.length ? width - hold.length : 0;
    int64_t before = side == JUSTIFY_LEFT    ? 0
                     : side == JUSTIFY_RIGHT ? space
                                             : space / 2 + (space & width & 1);
    Ref result = pad(ts, arguments[0], &hold, 0, before, space - before, fill);
    bytes_release(ts, &hold);
    return result;
}

Ref bytes_ljust_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, "ljust", arguments, JUSTIFY_LEFT);
}

Ref bytes_rjust_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, "rjust", arguments, JUSTIFY_RIGHT);
}

Ref bytes_center_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, "center", arguments, JUSTIFY_CENTER);
}

Ref bytes_zfill_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t width;
    BytesHold hold;
    if (!argument_size(ts, arguments[1], 0, &width) ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    int64_t sign = hold.length > 0 && (hold.data[0] == '+' || hold.data[0] == '-');
    int64_t zeros = width > hold.length ? width - hold.length : 0;
    Ref result = pad(ts, arguments[0], &hold, sign, zeros, 0, '0');
    bytes_release(ts, &hold);
    return result;
}

Ref bytes_expandtabs_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t tab_size;
    BytesHold hold;
    if (!argument_int(ts, arguments[1], 8, &tab_size) ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    int64_t column = 0;
    bool ok = true;
    for (int64_t i = 0; ok && i < hold.length; i++) {
        uint8_t c = hold.data[i];
        if (c == '\t') {
            int64_t n = tab_size > 0 ? tab_size - column % tab_size : 0;
            column += n;
            ok = bytes_builder_fill(&builder, ' ', n);
        } else {
            column = c == '\n' || c == '\r' ? 0 : column + 1;
            ok = bytes_builder_byte(&builder, c);
        }
    }
    Ref result = ok ? bytes_like_self(ts, arguments[0], builder.data, builder.length) : NO_REF;
    bytes_builder_discard(&builder);
    bytes_release(ts, &hold);
    return result;
}
