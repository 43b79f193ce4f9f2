// Decoding: bytes to str, for each codec and error handler.
//
// Every codec is a loop over the bytes that adds characters to a builder; where the bytes make
// no character it names the bad range and a reason, and the error handler says what to put
// there or raises. Ranges and reasons are CPython's.
#include <string.h>

#include "runtime/objects/codec.h"
#include "runtime/objects/str_builder.h"
#include "vm/object/exceptions.h"

// One decoding under way.
typedef struct Decoder {
    ThreadState *ts;
    const char *name; // of the codec, for messages
    const uint8_t *data;
    int64_t length;
    int64_t at;
    CodecErrors handler;
    Value errors;
    bool is_big_endian;
    StrBuilder text;
} Decoder;

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c < 0xE000;
}

static uint32_t read_unit(const Decoder *decoder, int64_t at, int size) {
    uint32_t unit = 0;
    for (int i = 0; i < size; i++) {
        int shift = 8 * (decoder->is_big_endian ? size - 1 - i : i);
        unit |= (uint32_t)decoder->data[at + i] << shift;
    }
    return unit;
}

// surrogatepass: the surrogate encoded at `start`, of `unit` bytes, or 0.
static uint32_t read_surrogate(const Decoder *decoder, int64_t start, int unit) {
    const uint8_t *at = decoder->data + start;
    if (decoder->length - start < unit) {
        return 0;
    }
    uint32_t c;
    if (unit == 3) {
        if (at[0] != 0xED || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80) {
            return 0;
        }
        c = 0xD000u | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    } else {
        c = read_unit(decoder, start, unit);
    }
    return is_surrogate(c) ? c : 0;
}

static bool add_escaped(Decoder *decoder, int64_t start, int64_t end) ATTACHED {
    for (int64_t i = start; i < end; i++) {
        if (!str_builder_format(&decoder->text, "\\x%02x", decoder->data[i])) {
            return false;
        }
    }
    decoder->at = end;
    return true;
}

// surrogateescape: up to four bytes, stopping at the first that is ASCII. Returns how many.
static int add_escape_surrogates(Decoder *decoder, int64_t start, int64_t end) ATTACHED {
    int n = 0;
    while (n < 4 && start + n < end && decoder->data[start + n] >= 0x80) {
        if (!str_builder_char(&decoder->text, 0xDC00u + decoder->data[start + n])) {
            return -1;
        }
        n++;
    }
    return n;
}

// Handles bytes start .. end, which make no character; `unit` is what a surrogate takes in this
// codec (0: it has none). False with the exception set.
static bool handle_error(Decoder *decoder, int64_t start, int64_t end, int unit,
                         const char *reason) ATTACHED {
    decoder->at = end;
    uint32_t surrogate;
    int escaped;
    switch (decoder->handler) {
    case CODEC_IGNORE:
        return true;
    case CODEC_REPLACE:
        return str_builder_char(&decoder->text, 0xFFFD);
    case CODEC_SURROGATEESCAPE:
        escaped = add_escape_surrogates(decoder, start, end);
        if (escaped < 0) {
            return false;
        }
        decoder->at = start + escaped;
        if (escaped > 0) {
            return true;
        }
        break;
    case CODEC_SURROGATEPASS:
        surrogate = unit ? read_surrogate(decoder, start, unit) : 0;
        if (surrogate) {
            decoder->at = start + unit;
            return str_builder_char(&decoder->text, surrogate);
        }
        break;
    case CODEC_BACKSLASHREPLACE:
        return add_escaped(decoder, start, end);
    case CODEC_XMLCHARREFREPLACE:
    case CODEC_NAMEREPLACE:
        raise_error(decoder->ts, EXC_TYPE_ERROR,
                    "don't know how to handle UnicodeDecodeError in error callback");
        return false;
    case CODEC_ERRORS_UNKNOWN:
        return codec_raise_unknown_handler(decoder->ts, decoder->errors);
    case CODEC_STRICT:
        break;
    }
    return codec_raise_decode(decoder->ts, decoder->name, decoder->data, decoder->length, start,
                              end, reason);
}

// Adds the ASCII characters that stand next.
static bool add_ascii_run(Decoder *decoder) ATTACHED {
    int64_t end = decoder->at;
    while (end < decoder->length && decoder->data[end] < 0x80) {
        end++;
    }
    const char *run = (const char *)decoder->data + decoder->at;
    size_t size = (size_t)(end - decoder->at);
    decoder->at = end;
    return str_builder_ascii(&decoder->text, run, size);
}

// What a UTF-8 character with this first byte looks like: its length (0: no character begins
// so) and what its second byte may be.
static int utf8_shape(uint8_t first, uint8_t *second_low, uint8_t *second_high) {
    *second_low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *second_high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

static bool decode_utf8_char(Decoder *decoder) ATTACHED {
    const uint8_t *at = decoder->data + decoder->at;
    int64_t start = decoder->at;
    int64_t left = decoder->length - start;
    uint8_t low;
    uint8_t high;
    int size = utf8_shape(at[0], &low, &high);
    if (size == 0) {
        return handle_error(decoder, start, start + 1, 3, "invalid start byte");
    }
    uint32_t c = at[0] & (0xFFu >> (size + 1));
    for (int i = 1; i < size; i++) {
        if (i >= left) {
            return handle_error(decoder, start, decoder->length, 3, "unexpected end of data");
        }
        if (at[i] < (i == 1 ? low : 0x80) || at[i] > (i == 1 ? high : 0xBF)) {
            return handle_error(decoder, start, start + i, 3, "invalid continuation byte");
        }
        c = c << 6 | (at[i] & 0x3F);
    }
    decoder->at += size;
    return str_builder_char(&decoder->text, c);
}

static bool decode_utf8(Decoder *decoder) ATTACHED {
    while (decoder->at < decoder->length) {
        if (!add_ascii_run(decoder) ||
            (decoder->at < decoder->length && !decode_utf8_char(decoder))) {
            return false;
        }
    }
    return true;
}

static bool decode_ascii(Decoder *decoder) ATTACHED {
    while (decoder->at < decoder->length) {
        if (!add_ascii_run(decoder) || (decoder->at < decoder->length &&
                                        !handle_error(decoder, decoder->at, decoder->at + 1, 0,
                                                      "ordinal not in range(128)"))) {
            return false;
        }
    }
    return true;
}

static bool decode_utf16_char(Decoder *decoder) ATTACHED {
    int64_t start = decoder->at;
    int64_t left = decoder->length - start;
    if (left < 2) {
        return handle_error(decoder, start, decoder->length, 2, "truncated data");
    }
    uint32_t c = read_unit(decoder, start, 2);
    decoder->at += 2;
    if (!is_surrogate(c)) {
        return str_builder_char(&decoder->text, c);
    }
    if (c >= 0xDC00) {
        return handle_error(decoder, start, start + 2, 2, "illegal encoding");
    }
    if (left < 4) {
        return handle_error(decoder, start, decoder->length, 2, "unexpected end of data");
    }
    uint32_t low = read_unit(decoder, start + 2, 2);
    if (low < 0xDC00 || low > 0xDFFF) {
        return handle_error(decoder, start, start + 2, 2, "illegal UTF-16 surrogate");
    }
    decoder->at += 2;
    return str_builder_char(&decoder->text, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
}

static bool decode_utf32_char(Decoder *decoder) ATTACHED {
    int64_t start = decoder->at;
    if (decoder->length - start < 4) {
        return handle_error(decoder, start, decoder->length, 4, "truncated data");
    }
    uint32_t c = read_unit(decoder, start, 4);
    if (is_surrogate(c)) {
        return handle_error(decoder, start, start + 4, 4,
                            "code point in surrogate code point range(0xd800, 0xe000)");
    }
    if (c > STR_MAX_CHAR) {
        return handle_error(decoder, start, start + 4, 4, "code point not in range(0x110000)");
    }
    decoder->at += 4;
    return str_builder_char(&decoder->text, c);
}

// Skips a byte order mark of `size` bytes and notes the order it shows.
static void read_order_mark(Decoder *decoder, int size) {
    if (decoder->length < size) {
        return;
    }
    if (read_unit(decoder, 0, size) == 0xFEFF) {
        decoder->at = size;
        return;
    }
    decoder->is_big_endian = true;
    if (read_unit(decoder, 0, size) == 0xFEFF) {
        decoder->at = size;
    } else {
        decoder->is_big_endian = false;
    }
}

static bool decode_wide(Decoder *decoder, CodecId codec) ATTACHED {
    bool is_16 = codec == CODEC_UTF_16 || codec == CODEC_UTF_16_LE || codec == CODEC_UTF_16_BE;
    decoder->is_big_endian = codec == CODEC_UTF_16_BE || codec == CODEC_UTF_32_BE;
    if (codec == CODEC_UTF_16 || codec == CODEC_UTF_32) {
        read_order_mark(decoder, is_16 ? 2 : 4);
    }
    CodecId little = is_16 ? CODEC_UTF_16_LE : CODEC_UTF_32_LE;
    CodecId big = is_16 ? CODEC_UTF_16_BE : CODEC_UTF_32_BE;
    decoder->name = codec_name(decoder->is_big_endian ? big : little);
    bool ok = true;
    while (ok && decoder->at < decoder->length) {
        ok = is_16 ? decode_utf16_char(decoder) : decode_utf32_char(decoder);
    }
    return ok;
}

static bool decode_all(Decoder *decoder, CodecId codec) ATTACHED {
    switch (codec) {
    case CODEC_UTF_8_SIG:
        if (decoder->length >= 3 && memcmp(decoder->data, "\xEF\xBB\xBF", 3) == 0) {
            decoder->at = 3;
        }
        decoder->name = codec_name(CODEC_UTF_8);
        return decode_utf8(decoder);
    case CODEC_UTF_8:
        return decode_utf8(decoder);
    case CODEC_ASCII:
        return decode_ascii(decoder);
    default:
        return decode_wide(decoder, codec);
    }
}

Ref codec_decode_with(ThreadState *ts, CodecId codec, const uint8_t *data, int64_t length,
                      Value errors) ATTACHED {
    if (codec == CODEC_LATIN_1) {
        return str_from_latin1(ts, data, length);
    }
    if ((codec == CODEC_UTF_8 || codec == CODEC_ASCII) && chars_bound(data, 1, length) < 0x80) {
        return str_from_ascii(ts, data, length);
    }
    Decoder decoder = {
        .ts = ts,
        .name = codec_name(codec),
        .data = data,
        .length = length,
        .handler = codec_errors_find(errors),
        .errors = errors,
    };
    str_builder_init(&decoder.text, ts);
    if (!decode_all(&decoder, codec)) {
        str_builder_discard(&decoder.text);
        return NO_REF;
    }
    return str_builder_finish(&decoder.text);
}
