// Methods of bytes and bytearray that change the notation: decode, hex, fromhex, translate.
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- decode ---------------------------------------------------------------------------------

static bool check_name(ThreadState *ts, Value v, const char *argument_name) ATTACHED {
    if (value_is_null(v) || value_has_layout(ts, v, KIND_STR)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "decode() argument '%s' must be str, not %s", argument_name,
                value_is_none(v) ? "None" : value_type_name(ts, v));
    return false;
}

Ref bytes_decode_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    if (!check_name(ts, arguments[1], "encoding") || !check_name(ts, arguments[2], "errors") ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Ref result = codec_decode(ts, hold.data, hold.length, arguments[1], arguments[2]);
    bytes_release(ts, &hold);
    return result;
}

// --- hex ------------------------------------------------------------------------------------

#define NO_SEPARATOR 0x100

// The separator character of hex(), or NO_SEPARATOR. -1 with the exception set.
static int read_separator(ThreadState *ts, Value v) ATTACHED {
    if (value_is_null(v)) {
        return NO_SEPARATOR;
    }
    int64_t length = value_length(ts, v);
    if (length < 0) {
        return -1;
    }
    bool is_text = value_has_layout(ts, v, KIND_STR);
    if (!is_text && !value_has_layout(ts, v, KIND_BYTES)) {
        raise_error(ts, EXC_TYPE_ERROR, "sep must be str or bytes.");
        return -1;
    }
    if (length != 1) {
        raise_error(ts, EXC_VALUE_ERROR, "sep must be length 1.");
        return -1;
    }
    uint32_t c = is_text ? str_read(v, 0) : bytes_of(v)->data[0];
    if (c >= 0x80) {
        raise_error(ts, EXC_VALUE_ERROR, "sep must be ASCII.");
        return -1;
    }
    return (int)c;
}

static const char DIGITS[] = "0123456789abcdef";

// Whether a separator stands before byte i: groups are counted from the end, or from the start
// if `group` is negative.
static bool is_group_start(int64_t i, int64_t length, int64_t group) {
    if (i == 0) {
        return false;
    }
    return group > 0 ? (length - i) % group == 0 : i % -group == 0;
}

Ref bytes_hex(ThreadState *ts, const uint8_t *data, int64_t length) {
    if (length == 0) {
        return str_from_text(ts, "");
    }
    Str *text = str_allocate(ts, 2 * length, 0x7F); // no bytes have so many that it overflows
    if (!text) {
        return NO_REF;
    }
    for (int64_t i = 0; i < length; i++) {
        text->data[2 * i] = (uint8_t)DIGITS[data[i] >> 4];
        text->data[2 * i + 1] = (uint8_t)DIGITS[data[i] & 15];
    }
    return object_ref(text);
}

Ref bytes_hex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t group;
    int separator = read_separator(ts, arguments[1]);
    BytesHold hold;
    if (separator < 0 || !argument_int(ts, arguments[2], 1, &group) ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    if (separator == NO_SEPARATOR || group == 0) {
        Ref text = bytes_hex(ts, hold.data, hold.length);
        bytes_release(ts, &hold);
        return text;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = true;
    for (int64_t i = 0; ok && i < hold.length; i++) {
        ok = (!is_group_start(i, hold.length, group) ||
              str_builder_char(&builder, (uint32_t)separator)) &&
             str_builder_char(&builder, (uint8_t)DIGITS[hold.data[i] >> 4]) &&
             str_builder_char(&builder, (uint8_t)DIGITS[hold.data[i] & 15]);
    }
    bytes_release(ts, &hold);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static int hex_digit(uint32_t c) {
    if (c - '0' < 10) {
        return (int)(c - '0');
    }
    c |= 0x20;
    return c - 'a' < 6 ? (int)(c - 'a') + 10 : -1;
}

// Adds the bytes of a text of digits; the index of the bad character, -1 if there is none, -2
// with MemoryError.
static int64_t add_hex(BytesBuilder *builder, StrView view) ATTACHED {
    for (int64_t i = 0; i < view.length;) {
        uint32_t c = view_read(view, i);
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            i++;
            continue;
        }
        int high = hex_digit(c);
        if (high < 0) {
            return i;
        }
        int low = i + 1 < view.length ? hex_digit(view_read(view, i + 1)) : -1;
        if (low < 0) {
            return i + 1;
        }
        if (!bytes_builder_byte(builder, (uint8_t)(high << 4 | low))) {
            return -2;
        }
        i += 2;
    }
    return -1;
}

Ref bytes_from_hex(ThreadState *ts, Value text) ATTACHED {
    if (!argument_str(ts, text, "fromhex", 0)) {
        return NO_REF;
    }
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    int64_t bad = add_hex(&builder, str_view(text));
    if (bad == -1) {
        return bytes_builder_finish(&builder);
    }
    bytes_builder_discard(&builder);
    if (bad >= 0) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "non-hexadecimal number found in fromhex() arg at position %lld",
                    (long long)bad);
    }
    return NO_REF;
}

// --- translate ------------------------------------------------------------------------------

static Ref translate_held(ThreadState *ts, Value self, const BytesHold *hold,
                          const BytesHold *table, const BytesHold *removed) ATTACHED {
    bool is_removed[256] = {false};
    for (int64_t i = 0; i < removed->length; i++) {
        is_removed[removed->data[i]] = true;
    }
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    Ref result = NO_REF;
    if (bytes_builder_reserve(&builder, hold->length)) {
        int64_t n = 0;
        for (int64_t i = 0; i < hold->length; i++) {
            uint8_t byte = hold->data[i];
            if (!is_removed[byte]) {
                builder.data[n++] = table->data ? table->data[byte] : byte;
            }
        }
        result = bytes_like_self(ts, self, builder.data, n);
    }
    bytes_builder_discard(&builder);
    return result;
}

Ref bytes_translate_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    BytesHold table = {NULL, 0, NO_REF};
    BytesHold removed = {NULL, 0, NO_REF};
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    bool ok = value_is_none(arguments[1]) || bytes_require(ts, arguments[1], &table);
    if (ok && table.data && table.length != 256) {
        raise_error(ts, EXC_VALUE_ERROR, "translation table must be 256 characters long");
        ok = false;
    }
    if (ok && (value_is_null(arguments[2]) || bytes_require(ts, arguments[2], &removed))) {
        result = translate_held(ts, arguments[0], &hold, &table, &removed);
    }
    bytes_release(ts, &removed);
    bytes_release(ts, &table);
    bytes_release(ts, &hold);
    return result;
}

Ref bytes_maketrans_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold from;
    BytesHold to;
    if (!bytes_require(ts, arguments[0], &from)) {
        return NO_REF;
    }
    if (!bytes_require(ts, arguments[1], &to)) {
        bytes_release(ts, &from);
        return NO_REF;
    }
    Ref result = NO_REF;
    if (from.length != to.length) {
        raise_error(ts, EXC_VALUE_ERROR, "maketrans arguments must have same length");
    } else {
        uint8_t table[256];
        for (int i = 0; i < 256; i++) {
            table[i] = (uint8_t)i;
        }
        for (int64_t i = 0; i < from.length; i++) {
            table[from.data[i]] = to.data[i];
        }
        result = bytes_new(ts, table, sizeof table);
    }
    bytes_release(ts, &to);
    bytes_release(ts, &from);
    return result;
}
