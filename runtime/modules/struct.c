// The module _struct: packing values into bytes and back, by a format. struct.py makes the
// module struct of it.
#include <ctype.h>
#include <string.h>

#include "runtime/objects/library.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/packed.h"
#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define FAIL(...)  raise_module_error(ts, "struct", "error", __VA_ARGS__)
#define SIZE_LIMIT (INT64_MAX / 4)

// A format being read, one element after the other.
typedef struct Layout {
    const char *at; // what is still to be read
    bool is_native; // native sizes
    bool is_aligned;
    bool is_big_endian;
    int64_t offset; // behind the last element
} Layout;

typedef struct Element {
    PackedFormat format; // kind PACKED_NONE for x, s and p
    char code;
    int64_t count;  // of bytes for s and p
    int64_t offset; // of the first one
} Element;

static void layout_begin(Layout *layout, const char *format) {
    char order = *format && strchr("@=<>!", *format) ? *format++ : '@';
    *layout = (Layout){.at = format,
                       .is_native = order == '@',
                       .is_aligned = order == '@',
                       .is_big_endian = order == '>' || order == '!'};
}

// The next element: 1; 0 at the end; -1 with struct.error.
static int layout_next(ThreadState *ts, Layout *layout, Element *out) ATTACHED RUNS_GUEST {
    while (isspace((unsigned char)*layout->at)) {
        layout->at++;
    }
    if (!*layout->at) {
        return 0;
    }
    out->count = 1;
    if (isdigit((unsigned char)*layout->at)) {
        out->count = 0;
        while (isdigit((unsigned char)*layout->at)) {
            if (out->count > (SIZE_LIMIT - 9) / 10) {
                FAIL("total struct size too long");
                return -1;
            }
            out->count = out->count * 10 + (*layout->at++ - '0');
        }
        if (!*layout->at) {
            FAIL("repeat count given without format specifier");
            return -1;
        }
    }
    out->code = *layout->at++;
    int64_t size = 1;
    out->format = (PackedFormat){.kind = PACKED_NONE};
    if (!strchr("xsp", out->code)) {
        out->format = packed_format(out->code, layout->is_native);
        if (out->format.kind == PACKED_NONE || out->format.kind == PACKED_CHAR) {
            FAIL("bad char in struct format");
            return -1;
        }
        out->format.is_big_endian = layout->is_big_endian;
        size = out->format.size;
        if (layout->is_aligned) {
            layout->offset = (layout->offset + size - 1) / size * size;
        }
    }
    out->offset = layout->offset;
    if (out->count > (SIZE_LIMIT - layout->offset) / size) {
        FAIL("total struct size too long");
        return -1;
    }
    layout->offset += out->count * size;
    return 1;
}

static bool is_one_value(const Element *element) {
    return element->code == 's' || element->code == 'p';
}

// The size of the format in bytes, and how many values it takes; -1 with struct.error.
static int64_t measure(ThreadState *ts, const char *format,
                       int64_t *n_values) ATTACHED RUNS_GUEST {
    Layout layout;
    Element element;
    layout_begin(&layout, format);
    *n_values = 0;
    int found;
    while ((found = layout_next(ts, &layout, &element)) > 0) {
        *n_values += is_one_value(&element) ? 1 : element.code == 'x' ? 0 : element.count;
    }
    return found < 0 ? -1 : layout.offset;
}

// The format as text, from str or bytes; free with buffer_free. Null with the exception set.
static char *read_format(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    if (value_has_layout(ts, v, KIND_STR)) {
        return str_to_utf8(ts, v, NULL);
    }
    if (value_has_layout(ts, v, KIND_BYTES)) {
        char *text = buffer_new(ts, (size_t)bytes_of(v)->length + 1);
        if (text) {
            memcpy(text, bytes_of(v)->data, (size_t)bytes_of(v)->length + 1);
        }
        return text;
    }
    raise_error(ts, EXC_TYPE_ERROR, "Struct() argument 1 must be a str or bytes object, not %s",
                value_type_name(ts, v));
    return NULL;
}

static Ref calculate_size(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    char *format = read_format(ts, a[0]);
    int64_t n;
    int64_t size = format ? measure(ts, format, &n) : -1;
    buffer_free(ts, format);
    return size < 0 ? NO_REF : int_from_i64(ts, size);
}

// --- packing --------------------------------------------------------------------------------

static void raise_unfit(ThreadState *ts, const PackedFormat *format,
                        PackedResult result) ATTACHED RUNS_GUEST {
    if (result == PACKED_WRONG_TYPE) {
        FAIL("%s", format->kind == PACKED_FLOAT  ? "required argument is not a float"
                   : format->kind == PACKED_BYTE ? "char format requires a bytes object of "
                                                   "length 1"
                                                 : "required argument is not an integer");
        return;
    }
    char lowest[24], highest[24];
    packed_limits(format, lowest, highest);
    FAIL("'%c' format requires %s <= number <= %s", format->code, lowest, highest);
}

static bool pack_text(ThreadState *ts, const Element *element, Value v,
                      uint8_t *at) ATTACHED RUNS_GUEST {
    BytesHold hold;
    int found = value_has_layout(ts, v, KIND_BYTES) || value_has_layout(ts, v, KIND_BYTEARRAY)
                    ? bytes_hold(ts, v, &hold)
                    : 0;
    if (found <= 0) {
        if (found == 0) {
            FAIL("argument for '%c' must be a bytes object", element->code);
        }
        return false;
    }
    int64_t room = element->count;
    bool has_length = element->code == 'p';
    if (has_length && room > 0) {
        room--;
        *at++ = (uint8_t)(hold.length < room ? (hold.length < 255 ? hold.length : 255)
                                             : (room < 255 ? room : 255));
    }
    memcpy(at, hold.data, (size_t)(hold.length < room ? hold.length : room));
    bytes_release(ts, &hold);
    return true;
}

// Packs the values into zeroed memory of the right size.
static bool pack_values(ThreadState *ts, const char *format, const Value *values,
                        uint8_t *out) ATTACHED RUNS_GUEST {
    Layout layout;
    Element element;
    layout_begin(&layout, format);
    int found;
    while ((found = layout_next(ts, &layout, &element)) > 0) {
        if (is_one_value(&element)) {
            if (!pack_text(ts, &element, *values++, out + element.offset)) {
                return false;
            }
            continue;
        }
        for (int64_t i = 0; element.code != 'x' && i < element.count; i++) {
            uint8_t *at = out + element.offset + i * element.format.size;
            PackedResult result = packed_store(ts, &element.format, *values, at);
            if (result == PACKED_WRONG_TYPE || result == PACKED_OUT_OF_RANGE) {
                raise_unfit(ts, &element.format, result);
            }
            if (result != PACKED_OK) {
                return false;
            }
            values++;
        }
    }
    return found == 0;
}

// A new Bytes with the values of a tuple from item `first` on; `name` is for messages.
static Bytes *pack_new(ThreadState *ts, const char *name, Value format_value,
                       Value values) ATTACHED RUNS_GUEST {
    Tuple *given = (Tuple *)(void *)value_object(values);
    char *format = read_format(ts, format_value);
    int64_t n;
    int64_t size = format ? measure(ts, format, &n) : -1;
    Bytes *result = NULL;
    if (size >= 0 && n != given->length) {
        FAIL("%s expected %lld items for packing (got %lld)", name, (long long)n,
             (long long)given->length);
    } else if (size >= 0) {
        result = bytes_allocate(ts, size);
    }
    if (result && !pack_values(ts, format, given->items, result->data)) {
        ref_drop(ts, object_ref(result));
        result = NULL;
    }
    buffer_free(ts, format);
    return result;
}

static Ref pack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Bytes *result = pack_new(ts, "pack", a[0], a[1]);
    return result ? object_ref(result) : NO_REF;
}

// Fits an offset to a buffer of `length` bytes that must hold `size` more. False with
// struct.error.
static bool fit_offset(ThreadState *ts, const char *name, int64_t length, int64_t size,
                       int64_t *offset) ATTACHED RUNS_GUEST {
    bool is_pack = strcmp(name, "pack_into") == 0;
    int64_t wanted = *offset;
    if (wanted < 0) {
        if (wanted + size > 0) {
            if (is_pack) {
                FAIL("no space to pack %lld bytes at offset %lld", (long long)size,
                     (long long)wanted);
            } else {
                FAIL("not enough data to unpack %lld bytes at offset %lld", (long long)size,
                     (long long)wanted);
            }
            return false;
        }
        if (wanted + length < 0) {
            FAIL("offset %lld out of range for %lld-byte buffer", (long long)wanted,
                 (long long)length);
            return false;
        }
        *offset += length;
    }
    if (length - *offset < size) {
        FAIL("%s requires a buffer of at least %llu bytes for %s %lld bytes at offset %lld "
             "(actual buffer size is %lld)",
             name, (unsigned long long)size + (unsigned long long)*offset,
             is_pack ? "packing" : "unpacking", (long long)size, (long long)*offset,
             (long long)length);
        return false;
    }
    return true;
}

static Ref pack_into(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t offset;
    BytesHold hold;
    if (!bytes_write_into(ts, "", a[1], 0, NULL, 0) ||
        !value_to_index(ts, a[2], EXC_INDEX_ERROR, &offset)) {
        return NO_REF;
    }
    Bytes *packed = pack_new(ts, "pack_into", a[0], a[3]);
    if (!packed || !bytes_require(ts, a[1], &hold)) {
        ref_drop(ts, packed ? object_ref(packed) : NO_REF);
        return NO_REF;
    }
    int64_t length = hold.length;
    bytes_release(ts, &hold);
    bool ok = fit_offset(ts, "pack_into", length, packed->length, &offset) &&
              bytes_write_into(ts, "", a[1], offset, packed->data, packed->length);
    ref_drop(ts, object_ref(packed));
    return ok ? owned(NONE) : NO_REF;
}

// --- unpacking ------------------------------------------------------------------------------

static Ref unpack_text(ThreadState *ts, const Element *element, const uint8_t *at) ATTACHED {
    if (element->code == 's' || !element->count) {
        return bytes_new(ts, at, (size_t)element->count);
    }
    int64_t n = at[0] < element->count ? at[0] : element->count - 1;
    return bytes_new(ts, at + 1, (size_t)n);
}

static bool append_owned(ThreadState *ts, Value list, Ref item) ATTACHED {
    bool ok = !ref_is_null(item) && list_append(ts, value_object(list), borrow(item));
    ref_drop(ts, item);
    return ok;
}

static Ref unpack_values(ThreadState *ts, const char *format,
                         const uint8_t *data) ATTACHED RUNS_GUEST {
    Layout layout;
    Element element;
    layout_begin(&layout, format);
    Ref list = list_new(ts, 4);
    bool ok = !ref_is_null(list);
    while (ok && layout_next(ts, &layout, &element) > 0) {
        const uint8_t *at = data + element.offset;
        if (is_one_value(&element)) {
            ok = append_owned(ts, borrow(list), unpack_text(ts, &element, at));
            continue;
        }
        for (int64_t i = 0; ok && element.code != 'x' && i < element.count; i++) {
            ok = append_owned(ts, borrow(list),
                              packed_load(ts, &element.format, at + i * element.format.size));
        }
    }
    Ref result = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    ref_drop(ts, list);
    return result;
}

static Ref unpack(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    char *format = read_format(ts, a[0]);
    int64_t n;
    int64_t size = format ? measure(ts, format, &n) : -1;
    BytesHold hold;
    Ref result = NO_REF;
    if (size >= 0 && bytes_require(ts, a[1], &hold)) {
        if (hold.length == size) {
            result = unpack_values(ts, format, hold.data);
        } else {
            FAIL("unpack requires a buffer of %lld bytes", (long long)size);
        }
        bytes_release(ts, &hold);
    }
    buffer_free(ts, format);
    return result;
}

static Ref unpack_from(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t offset = 0;
    if (!value_is_null(a[2]) && !value_to_index(ts, a[2], EXC_INDEX_ERROR, &offset)) {
        return NO_REF;
    }
    char *format = read_format(ts, a[0]);
    int64_t n;
    int64_t size = format ? measure(ts, format, &n) : -1;
    BytesHold hold;
    Ref result = NO_REF;
    if (size >= 0 && bytes_require(ts, a[1], &hold)) {
        if (fit_offset(ts, "unpack_from", hold.length, size, &offset)) {
            result = unpack_values(ts, format, hold.data + offset);
        }
        bytes_release(ts, &hold);
    }
    buffer_free(ts, format);
    return result;
}

static const NativeDef FUNCTIONS[] = {
    {"calcsize(format, /)", calculate_size,
     "Return size in bytes of the struct described by the format string.", 0},
    {"pack(format, /, *values)", pack,
     "Return a bytes object containing the values packed according to the format string.", 0},
    {"pack_into(format, buffer, offset, /, *values)", pack_into,
     "Pack values according to the format string into a writable buffer.", 0},
    {"unpack(format, buffer, /)", unpack,
     "Return a tuple containing values unpacked according to the format string.", 0},
    {"unpack_from(format, /, buffer, offset=0)", unpack_from,
     "Return a tuple containing values unpacked from the buffer at offset.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec struct_module_spec = {
    .name = "_struct",
    .doc = "Packing values into bytes and back.",
    .functions = FUNCTIONS,
};
