// The native module _binascii: base64 for binascii.py, which has the rest.
//
// Base64 writes three bytes as four letters of six bits each; "=" stands for letters that the
// last group lacks.
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/library.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define FAIL(...) raise_module_error(ts, "binascii", "Error", __VA_ARGS__)

static const char ALPHABET[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static bool encode(BytesBuilder *out, const uint8_t *data, int64_t length) ATTACHED {
    if (!bytes_builder_reserve(out, (length + 2) / 3 * 4 + 1)) {
        return false;
    }
    uint8_t *next = out->data + out->length;
    for (int64_t i = 0; i < length; i += 3) {
        uint32_t group = (uint32_t)data[i] << 16;
        group |= i + 1 < length ? (uint32_t)data[i + 1] << 8 : 0;
        group |= i + 2 < length ? data[i + 2] : 0;
        for (int k = 0; k < 4; k++) {
            *next++ = (uint8_t)ALPHABET[group >> (18 - 6 * k) & 63];
        }
        for (int64_t k = length - i; k < 3; k++) {
            next[k - 3] = '=';
        }
    }
    out->length = next - out->data;
    return true;
}

static Ref b2a_base64(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    int has_newline = value_is_null(arguments[1]) ? 1 : value_truth(ts, arguments[1]);
    if (has_newline < 0 || !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    BytesBuilder out;
    bytes_builder_init(&out, ts);
    bool ok = encode(&out, hold.data, hold.length) &&
              (!has_newline || bytes_builder_byte(&out, '\n'));
    bytes_release(ts, &hold);
    if (!ok) {
        bytes_builder_discard(&out);
        return NO_REF;
    }
    return bytes_builder_finish(&out);
}

// Fills in the six bits of every letter, 255 for what is none.
static void fill_values(uint8_t values[256]) {
    memset(values, 255, 256);
    for (uint8_t i = 0; i < 64; i++) {
        values[(uint8_t)ALPHABET[i]] = i;
    }
}

typedef struct Decoder {
    uint8_t values[256];
    BytesBuilder out;
    int64_t letters;  // seen so far
    int padding;      // "=" seen in the group that is not complete
    uint8_t leftover; // bits of the last letter that belong to the next byte
    bool is_strict;
} Decoder;

// What strict mode has against the byte at `i`; null if nothing.
static const char *strict_problem(const Decoder *decoder, const uint8_t *data, int64_t i,
                                  int64_t length) {
    int place = (int)(decoder->letters % 4);
    if (data[i] == '=') {
        return i == 0       ? "Leading padding not allowed"
               : place == 0 ? "Excess padding not allowed"
               : place + decoder->padding + 1 >= 4 && place >= 2 && i + 1 < length
                   ? "Excess data after padding"
                   : NULL;
    }
    if (decoder->values[data[i]] == 255) {
        return "Only base64 data is allowed";
    }
    return decoder->padding ? "Discontinuous padding not allowed" : NULL;
}

// Decodes up to the end or the padding of the last group. False: exception set.
static bool decode(ThreadState *ts, Decoder *decoder, const uint8_t *data,
                   int64_t length) ATTACHED RUNS_GUEST {
    for (int64_t i = 0; i < length; i++) {
        const char *problem =
            decoder->is_strict ? strict_problem(decoder, data, i, length) : NULL;
        if (problem) {
            FAIL("%s", problem);
            return false;
        }
        int place = (int)(decoder->letters % 4);
        uint8_t bits = decoder->values[data[i]];
        if (data[i] == '=') {
            decoder->padding++;
            if (place >= 2 && place + decoder->padding >= 4) {
                return true;
            }
            continue;
        }
        if (bits == 255) {
            continue;
        }
        decoder->padding = 0;
        decoder->letters++;
        uint32_t both = (uint32_t)decoder->leftover << 6 | bits;
        if (place > 0 &&
            !bytes_builder_byte(&decoder->out, (uint8_t)(both >> (6 - 2 * place)))) {
            return false;
        }
        decoder->leftover = (uint8_t)(both & ((1u << (6 - 2 * place)) - 1));
    }
    int64_t place = decoder->letters % 4;
    if (place == 1) {
        FAIL("Invalid base64-encoded string: number of data characters (%lld) cannot be 1 more "
             "than a multiple of 4",
             (long long)decoder->letters);
    } else if (place != 0) {
        FAIL("Incorrect padding");
    }
    return place == 0;
}

static Ref a2b_base64(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int is_strict = value_is_null(arguments[1]) ? 0 : value_truth(ts, arguments[1]);
    BytesHold hold;
    if (is_strict < 0 || !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Decoder decoder = {.is_strict = is_strict};
    fill_values(decoder.values);
    bytes_builder_init(&decoder.out, ts);
    bool ok = decode(ts, &decoder, hold.data, hold.length);
    bytes_release(ts, &hold);
    if (!ok) {
        bytes_builder_discard(&decoder.out);
        return NO_REF;
    }
    return bytes_builder_finish(&decoder.out);
}

static const NativeDef FUNCTIONS[] = {
    {"b2a_base64(data, newline=True, /)", b2a_base64, "Base64-code bytes.", 0},
    {"a2b_base64(data, strict_mode=False, /)", a2b_base64, "Decode base64 data.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec binascii_module_spec = {
    .name = "_binascii",
    .doc = "Base64.",
    .functions = FUNCTIONS,
};
