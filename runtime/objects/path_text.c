// Paths as the system wants them (path_text.h).
#include "runtime/objects/path_text.h"

#include <string.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"

// U+DC80 to U+DCFF, three bytes each, become the bytes 0x80 to 0xFF that they stand for.
static void restore_bytes(char *text) {
    const unsigned char *in = (const unsigned char *)text;
    unsigned char *out = (unsigned char *)text;
    while (*in) {
        if (in[0] == 0xED && (in[1] == 0xB2 || in[1] == 0xB3)) {
            *out++ = (unsigned char)(0x80 | (in[1] & 1) << 6 | (in[2] & 0x3F));
            in += 3;
        } else {
            *out++ = *in++;
        }
    }
    *out = 0;
}

char *path_text(ThreadState *ts, Value path) {
    char *text = NULL;
    size_t length = 0;
    bool is_str = value_has_layout(ts, path, KIND_STR);
    if (is_str) {
        text = str_to_utf8(ts, path, &length);
    } else if (value_has_layout(ts, path, KIND_BYTES)) {
        const Bytes *bytes = (const Bytes *)value_object(path);
        length = (size_t)bytes->length;
        text = buffer_new(ts, length + 1);
        if (text) {
            memcpy(text, bytes->data, length);
            text[length] = 0;
        }
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %s",
                    value_type_name(ts, path));
    }
    if (text && strlen(text) != length) {
        buffer_free(ts, text);
        raise_error(ts, EXC_VALUE_ERROR, "embedded null byte");
        return NULL;
    }
    if (text && is_str) {
        restore_bytes(text);
    }
    return text;
}
