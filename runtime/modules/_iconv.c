// The native module _iconv: the C library's tables of national encodings, for _codec_tables.py.
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

#define CHUNK_SIZE 4096

// Converts until the end or the first trouble. What is left of the input is in *left; false
// with MemoryError.
static bool run(iconv_t state, char *input, size_t *left, BytesBuilder *builder) ATTACHED {
    bool goes_on = true;
    while (goes_on) {
        char chunk[CHUNK_SIZE];
        char *out = chunk;
        size_t room = sizeof chunk;
        bool is_flush = *left == 0;
        size_t result = is_flush ? iconv(state, NULL, NULL, &out, &room)
                                 : iconv(state, &input, left, &out, &room);
        goes_on = !is_flush && (result != (size_t)-1 || errno == E2BIG);
        if (!bytes_builder_add(builder, chunk, (int64_t)(sizeof chunk - room))) {
            return false;
        }
    }
    return true;
}

static Ref module_convert(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[1], KIND_STR) ||
        !value_has_layout(ts, arguments[2], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "an encoding is named by a str");
    }
    const char *source = str_ascii_data(arguments[1]);
    const char *target = str_ascii_data(arguments[2]);
    if (!source || !target) {
        return raise_error(ts, EXC_LOOKUP_ERROR, "names of encodings are ASCII");
    }
    BytesHold hold;
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    iconv_t state = iconv_open(target, source);
    if (state == (iconv_t)-1) {
        bytes_release(ts, &hold);
        return raise_error(ts, EXC_LOOKUP_ERROR, "unknown encoding");
    }
    size_t left = (size_t)hold.length;
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    bool ok = run(state, (char *)(uintptr_t)hold.data, &left, &builder);
    iconv_close(state);
    int64_t n_used = hold.length - (int64_t)left;
    bytes_release(ts, &hold);
    if (!ok) {
        bytes_builder_discard(&builder);
        return NO_REF;
    }
    Ref bytes = bytes_builder_finish(&builder);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    Value items[2] = {borrow(bytes), value_from_int(n_used)};
    return tuple_from_owned(ts, items, 2);
}

static const NativeDef FUNCTIONS[] = {
    {"convert(data, source, target, /)", module_convert,
     "Return the bytes in the encoding target, and how many bytes of data were understood.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec iconv_module_spec = {
    .name = "_iconv",
    .doc = "National encodings.",
    .functions = FUNCTIONS,
};
