// bytes: making them from anything the constructors take, holding the bytes of bytes-like
// values, and repr. The type is in bytes_type.c, bytearray in bytearray.c, the methods both
// have in bytes_*.c.
//
// Invariant: a bytes object never changes after its maker has filled it, and a zero byte
// follows the last one.
#include "runtime/objects/bytes.h"
#include "runtime/objects/memoryview.h"

#include <string.h>

#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Bytes *bytes_allocate(ThreadState *ts, int64_t length) ATTACHED {
    if (length > INT64_MAX / 4) {
        raise_memory_error(ts);
        return NULL;
    }
    size_t size = sizeof(Bytes) + (size_t)length + 1;
    Bytes *bytes = object_new(ts, builtin_type(ts, KIND_BYTES), size);
    if (bytes) {
        bytes->length = length;
        bytes->hash = -1;
    }
    return bytes;
}

Ref bytes_new(ThreadState *ts, const void *data, size_t length) ATTACHED {
    if (length > INT64_MAX / 4) {
        return raise_memory_error(ts);
    }
    Bytes *bytes = bytes_allocate(ts, (int64_t)length);
    if (!bytes) {
        return NO_REF;
    }
    if (length) {
        memcpy(bytes->data, data, length);
    }
    return object_ref(bytes);
}

// --- The bytes of bytes-like values ---------------------------------------------------------

int bytes_hold(ThreadState *ts, Value v, BytesHold *hold) ATTACHED {
    hold->keep = NO_REF;
    if (value_has_layout(ts, v, KIND_BYTES)) {
        hold->data = bytes_of(v)->data;
        hold->length = bytes_of(v)->length;
        return 1;
    }
    if (!bytes_like(ts, v)) {
        return 0;
    }
    hold->keep = value_has_layout(ts, v, KIND_MEMORYVIEW) ? memoryview_copy(ts, v)
                                                          : bytearray_copy(ts, v);
    if (ref_is_null(hold->keep)) {
        return -1;
    }
    hold->data = bytes_of(borrow(hold->keep))->data;
    hold->length = bytes_of(borrow(hold->keep))->length;
    return 1;
}

// The same of an object whose class, made by the guest, gives a buffer: they are copied.
static int hold_given(ThreadState *ts, Value v, int64_t flags,
                      BytesHold *hold) ATTACHED RUNS_GUEST {
    Ref view = buffer_ask(ts, v, flags);
    if (ref_is_null(view)) {
        return error_is_set(ts) ? -1 : 0;
    }
    hold->keep = memoryview_copy(ts, borrow(view));
    buffer_give_back(ts, v, borrow(view));
    ref_drop(ts, view);
    if (ref_is_null(hold->keep)) {
        return -1;
    }
    hold->data = bytes_of(borrow(hold->keep))->data;
    hold->length = bytes_of(borrow(hold->keep))->length;
    return 1;
}

bool bytes_require(ThreadState *ts, Value v, BytesHold *hold) ATTACHED {
    int found = bytes_hold(ts, v, hold);
    found = found ? found : hold_given(ts, v, BUFFER_SIMPLE, hold);
    if (found == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "a bytes-like object is required, not '%s'",
                    value_type_name(ts, v));
    }
    return found > 0;
}

void bytes_release(ThreadState *ts, BytesHold *hold) ATTACHED {
    ref_drop(ts, hold->keep);
    hold->keep = NO_REF;
}

// --- repr -----------------------------------------------------------------------------------

static bool append_byte(StrBuilder *builder, uint8_t byte, char quote,
                        bool escapes_single) ATTACHED {
    switch (byte) {
    case '\t':
        return str_builder_ascii(builder, "\\t", 2);
    case '\n':
        return str_builder_ascii(builder, "\\n", 2);
    case '\r':
        return str_builder_ascii(builder, "\\r", 2);
    default:
        break;
    }
    if (byte == quote || byte == '\\' || (escapes_single && byte == '\'')) {
        return str_builder_char(builder, '\\') && str_builder_char(builder, byte);
    }
    if (byte < ' ' || byte >= 0x7F) {
        return str_builder_format(builder, "\\x%02x", byte);
    }
    return str_builder_char(builder, byte);
}

Ref bytes_repr(ThreadState *ts, const uint8_t *data, int64_t length, const char *before,
               const char *after) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool has_single = length && memchr(data, '\'', (size_t)length);
    char quote = has_single && !memchr(data, '"', (size_t)length) ? '"' : '\'';
    bool ok = str_builder_text(&builder, before) && str_builder_char(&builder, 'b') &&
              str_builder_char(&builder, (uint8_t)quote);
    for (int64_t i = 0; ok && i < length; i++) {
        ok = append_byte(&builder, data[i], quote, *before != '\0');
    }
    ok = ok && str_builder_char(&builder, (uint8_t)quote) && str_builder_text(&builder, after);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// --- The constructors' arguments ------------------------------------------------------------

int byte_from_value(ThreadState *ts, Value v, const char *what) ATTACHED {
    int64_t byte;
    if (value_is_small_int(v)) {
        byte = value_to_int(v);
    } else if (!value_to_index(ts, v, -1, &byte)) {
        return -1;
    }
    if (byte < 0 || byte > 255) {
        raise_error(ts, EXC_VALUE_ERROR, "%s must be in range(0, 256)", what);
        return -1;
    }
    return (int)byte;
}

static Ref from_count(ThreadState *ts, Value count_value) ATTACHED {
    int64_t count;
    if (!value_to_index(ts, count_value, EXC_OVERFLOW_ERROR, &count)) {
        return NO_REF;
    }
    if (count < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative count");
    }
    Bytes *bytes = bytes_allocate(ts, count);
    return bytes ? object_ref(bytes) : NO_REF;
}

static Ref from_iterable(ThreadState *ts, const char *name, Value source) ATTACHED {
    const TypeSlots *slots = &value_type(ts, source)->slots;
    if (!slots->iterate && !slots->get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "cannot convert '%s' object to %s",
                           value_type_name(ts, source), name);
    }
    Ref iterator = value_iterate(ts, source);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    const char *what = strcmp(name, "bytes") == 0 ? "bytes" : "byte";
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    bool ok = true;
    while (ok) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            ok = !error_is_set(ts);
            break;
        }
        int byte = byte_from_value(ts, borrow(item), what);
        ref_drop(ts, item);
        ok = byte >= 0 && bytes_builder_byte(&builder, (uint8_t)byte);
    }
    ref_drop(ts, iterator);
    if (!ok) {
        bytes_builder_discard(&builder);
        return NO_REF;
    }
    return bytes_builder_finish(&builder);
}

Ref bytes_from_dunder(ThreadState *ts, Value source) ATTACHED {
    Type *type = value_type(ts, source);
    if (!(type->flags & TYPE_HEAP)) {
        return NO_REF;
    }
    bool has_method;
    Ref result = special_call_text(ts, source, "__bytes__", &has_method);
    if (!ref_is_null(result) && !value_has_layout(ts, borrow(result), KIND_BYTES)) {
        raise_error(ts, EXC_TYPE_ERROR, "__bytes__ returned non-bytes (type %s)",
                    value_type_name(ts, borrow(result)));
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// With an encoding or error handler: the source must be a str.
static Ref from_text(ThreadState *ts, Value source, Value encoding, Value errors) ATTACHED {
    bool is_text = !value_is_null(source) && value_has_layout(ts, source, KIND_STR);
    if (!is_text) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s without a string argument",
                           value_is_null(encoding) ? "errors" : "encoding");
    }
    if (value_is_null(encoding)) {
        return raise_error(ts, EXC_TYPE_ERROR, "string argument without an encoding");
    }
    return codec_encode(ts, source, encoding, errors);
}

static bool check_text(ThreadState *ts, const char *name, const char *argument_name,
                       Value argument) ATTACHED {
    if (value_is_null(argument) || value_has_layout(ts, argument, KIND_STR)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "%s() argument '%s' must be str, not %s", name,
                argument_name,
                value_is_none(argument) ? "None" : value_type_name(ts, argument));
    return false;
}

Ref bytes_from_arguments(ThreadState *ts, const char *name, Value source, Value encoding,
                         Value errors) ATTACHED {
    if (!check_text(ts, name, "encoding", encoding) ||
        !check_text(ts, name, "errors", errors)) {
        return NO_REF;
    }
    if (!value_is_null(encoding) || !value_is_null(errors)) {
        return from_text(ts, source, encoding, errors);
    }
    if (value_is_null(source)) {
        return bytes_new(ts, NULL, 0);
    }
    if (value_is(source, KIND_BYTES)) {
        return ref_take(ts, source);
    }
    if (strcmp(name, "bytes") == 0) {
        Ref result = bytes_from_dunder(ts, source);
        if (!ref_is_null(result) || error_is_set(ts)) {
            return result;
        }
    }
    if (value_has_layout(ts, source, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "string argument without an encoding");
    }
    BytesHold hold;
    int found = bytes_hold(ts, source, &hold);
    found = found ? found : hold_given(ts, source, BUFFER_FULL_RO, &hold);
    if (found != 0) {
        Ref copy = found > 0 ? bytes_new(ts, hold.data, (size_t)hold.length) : NO_REF;
        bytes_release(ts, &hold);
        return copy;
    }
    if (value_type(ts, source)->slots.to_index) {
        return from_count(ts, source);
    }
    return from_iterable(ts, name, source);
}
