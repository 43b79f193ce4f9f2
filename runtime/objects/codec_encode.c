// Encoding: str to bytes, for each codec and error handler.
//
// A run of characters that the codec cannot write is one error in UTF-8, ASCII and Latin-1; in
// UTF-16 and UTF-32 each character is one, as in CPython.
#include <stdio.h>
#include <string.h>

#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/codec.h"
#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"

// One encoding under way.
typedef struct Encoder {
    ThreadState *ts;
    CodecId codec;
    Value string;
    StrView view;
    CodecErrors handler;
    Value errors;
    uint32_t
        limit; // characters from here on cannot be written; for UTF codecs STR_MAX_CHAR + 1
    const char *reason;
    BytesBuilder bytes;
} Encoder;

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c < 0xE000;
}

static bool is_big_endian(CodecId codec) {
    return codec == CODEC_UTF_16_BE || codec == CODEC_UTF_32_BE;
}

static bool is_utf16(CodecId codec) {
    return codec == CODEC_UTF_16 || codec == CODEC_UTF_16_LE || codec == CODEC_UTF_16_BE;
}

static bool is_utf32(CodecId codec) {
    return codec == CODEC_UTF_32 || codec == CODEC_UTF_32_LE || codec == CODEC_UTF_32_BE;
}

static bool write_unit(Encoder *encoder, uint32_t unit, int size) ATTACHED {
    if (!bytes_builder_reserve(&encoder->bytes, size)) {
        return false;
    }
    uint8_t *out = encoder->bytes.data + encoder->bytes.length;
    for (int i = 0; i < size; i++) {
        int shift = 8 * (is_big_endian(encoder->codec) ? size - 1 - i : i);
        out[i] = (uint8_t)(unit >> shift);
    }
    encoder->bytes.length += size;
    return true;
}

// Writes a character that the codec has, or a surrogate that is to be passed.
static bool write_char(Encoder *encoder, uint32_t c) ATTACHED {
    if (is_utf32(encoder->codec)) {
        return write_unit(encoder, c, 4);
    }
    if (is_utf16(encoder->codec)) {
        if (c < 0x10000) {
            return write_unit(encoder, c, 2);
        }
        return write_unit(encoder, 0xD7C0 + (c >> 10), 2) &&
               write_unit(encoder, 0xDC00 + (c & 0x3FF), 2);
    }
    if (c < encoder->limit && encoder->limit <= 0x100) {
        return bytes_builder_byte(&encoder->bytes, (uint8_t)c);
    }
    if (!bytes_builder_reserve(&encoder->bytes, 4)) {
        return false;
    }
    encoder->bytes.length += utf8_write((char *)encoder->bytes.data + encoder->bytes.length, c);
    return true;
}

static bool write_text(Encoder *encoder, const char *ascii) ATTACHED {
    for (; *ascii; ascii++) {
        if (!write_char(encoder, (uint8_t)*ascii)) {
            return false;
        }
    }
    return true;
}

// namereplace has no table of names: it writes numbers, as for characters without a name.
static bool write_replacement(Encoder *encoder, uint32_t c) ATTACHED {
    char text[16];
    if (encoder->handler == CODEC_REPLACE) {
        return write_char(encoder, '?');
    }
    if (encoder->handler == CODEC_XMLCHARREFREPLACE) {
        snprintf(text, sizeof text, "&#%u;", (unsigned)c);
    } else {
        const char *format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
        snprintf(text, sizeof text, format, (unsigned)c);
    }
    return write_text(encoder, text);
}

// Writes the characters of the bad run start .. end that a surrogate handler takes, and returns
// where it stopped; -1 with MemoryError.
static int64_t write_surrogates(Encoder *encoder, int64_t start, int64_t end) ATTACHED {
    bool is_wide = is_utf16(encoder->codec) || is_utf32(encoder->codec);
    bool is_utf = is_wide || encoder->limit > 0x100;
    int64_t i = start;
    for (; i < end; i++) {
        uint32_t c = view_read(encoder->view, i);
        bool ok;
        if (encoder->handler == CODEC_SURROGATEPASS && is_utf && is_surrogate(c)) {
            ok = write_char(encoder, c);
        } else if (encoder->handler == CODEC_SURROGATEESCAPE && !is_wide && c >= 0xDC80 &&
                   c <= 0xDCFF) {
            ok = bytes_builder_byte(&encoder->bytes, (uint8_t)(c - 0xDC00));
        } else {
            break;
        }
        if (!ok) {
            return -1;
        }
    }
    return i;
}

// Handles the run start .. end, which the codec cannot write. False with the exception set.
static bool handle_error(Encoder *encoder, int64_t start, int64_t end) ATTACHED {
    switch (encoder->handler) {
    case CODEC_IGNORE:
        return true;
    case CODEC_REPLACE:
    case CODEC_BACKSLASHREPLACE:
    case CODEC_XMLCHARREFREPLACE:
    case CODEC_NAMEREPLACE:
        for (int64_t i = start; i < end; i++) {
            if (!write_replacement(encoder, view_read(encoder->view, i))) {
                return false;
            }
        }
        return true;
    case CODEC_SURROGATEESCAPE:
    case CODEC_SURROGATEPASS:
        start = write_surrogates(encoder, start, end);
        if (start < 0 || start == end) {
            return start >= 0;
        }
        break;
    case CODEC_ERRORS_UNKNOWN:
        return codec_raise_unknown_handler(encoder->ts, encoder->errors);
    case CODEC_STRICT:
        break;
    }
    CodecId named = encoder->codec == CODEC_UTF_8_SIG ? CODEC_UTF_8 : encoder->codec;
    return codec_raise_encode(encoder->ts, codec_name(named), encoder->string, start, end,
                              encoder->reason);
}

static bool is_bad(const Encoder *encoder, uint32_t c) {
    return c >= encoder->limit || (encoder->limit > 0x100 && is_surrogate(c));
}

static bool encode_all(Encoder *encoder) ATTACHED {
    bool is_wide = is_utf16(encoder->codec) || is_utf32(encoder->codec);
    for (int64_t i = 0; i < encoder->view.length; i++) {
        uint32_t c = view_read(encoder->view, i);
        if (!is_bad(encoder, c)) {
            if (!write_char(encoder, c)) {
                return false;
            }
            continue;
        }
        int64_t end = i + 1;
        while (!is_wide && end < encoder->view.length &&
               is_bad(encoder, view_read(encoder->view, end))) {
            end++;
        }
        if (!handle_error(encoder, i, end)) {
            return false;
        }
        i = end - 1;
    }
    return true;
}

Ref codec_encode_with(ThreadState *ts, CodecId codec, Value s, Value errors) ATTACHED {
    const Str *string = str_of(s);
    bool fits_bytes = codec == CODEC_LATIN_1 && string->width == 1;
    bool is_ascii_codec = codec == CODEC_UTF_8 || codec == CODEC_ASCII;
    if (fits_bytes || (is_ascii_codec && string->is_ascii)) {
        return bytes_new(ts, string->data, (size_t)string->length);
    }
    Encoder encoder = {
        .ts = ts,
        .codec = codec,
        .string = s,
        .view = str_view(s),
        .handler = codec_errors_find(errors),
        .errors = errors,
        .limit = STR_MAX_CHAR + 1,
        .reason = "surrogates not allowed",
    };
    if (codec == CODEC_ASCII || codec == CODEC_LATIN_1) {
        encoder.limit = codec == CODEC_ASCII ? 0x80 : 0x100;
        encoder.reason =
            codec == CODEC_ASCII ? "ordinal not in range(128)" : "ordinal not in range(256)";
    }
    bytes_builder_init(&encoder.bytes, ts);
    bool has_mark = codec == CODEC_UTF_8_SIG || codec == CODEC_UTF_16 || codec == CODEC_UTF_32;
    if ((has_mark && !write_char(&encoder, 0xFEFF)) || !encode_all(&encoder)) {
        bytes_builder_discard(&encoder.bytes);
        return NO_REF;
    }
    return bytes_builder_finish(&encoder.bytes);
}
