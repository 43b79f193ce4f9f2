// Decoding the text of strings. See literal.h.
//
// The messages name positions in the text as CPython's decoder sees it, in which each non-ASCII
// character was written as a 10-character escape first.
#include <stdio.h>
#include <string.h>
#include <uniname.h>

#include "compiler/literal.h"
#include "compiler/unicode.h"

StringShape literal_read_shape(const char *text, size_t size) {
    StringShape shape = {0};
    size_t i = 0;
    for (; i < size && text[i] != '"' && text[i] != '\''; i++) {
        char c = text[i] | 0x20;
        shape.is_raw |= c == 'r';
        shape.is_bytes |= c == 'b';
        shape.is_unicode |= c == 'u';
        shape.is_format |= c == 'f';
    }
    shape.prefix_size = i;
    shape.quote_size = i + 2 < size && text[i + 1] == text[i] && text[i + 2] == text[i] ? 3 : 1;
    return shape;
}

typedef struct Decoder {
    Arena *arena;
    StringText text;
    size_t at; // the next byte to read
    char *out;
    size_t size;          // bytes written
    const char **warning; // the first unknown escape, or null
    char *message;
} Decoder;

static int hex_value(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// The position of byte `at` in the text CPython's decoder sees.
static size_t decoder_position(const Decoder *decoder, size_t at) {
    size_t position = 0;
    for (size_t i = 0; i < at; i++) {
        unsigned char c = (unsigned char)decoder->text.bytes[i];
        position += c < 0x80 ? 1 : c >= 0xC0 ? 10 : 0;
    }
    return position;
}

static LiteralStatus refuse_escape(const Decoder *decoder, size_t start, const char *reason) {
    if (decoder->text.is_bytes) {
        snprintf(decoder->message, LITERAL_MESSAGE_SIZE,
                 "(value error) invalid \\x escape at position %zu", start);
        return LITERAL_ERROR;
    }
    size_t first = decoder_position(decoder, start);
    size_t last = decoder_position(decoder, decoder->at) - 1;
    if (first == last) {
        snprintf(
            decoder->message, LITERAL_MESSAGE_SIZE,
            "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %zu: "
            "%s",
            first, reason);
    } else {
        snprintf(decoder->message, LITERAL_MESSAGE_SIZE,
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                 "%zu-%zu: %s",
                 first, last, reason);
    }
    return LITERAL_ERROR;
}

static void put_character(Decoder *decoder, int32_t c) {
    if (decoder->text.is_bytes) {
        decoder->out[decoder->size++] = (char)c;
    } else {
        decoder->size += unicode_encode(c, decoder->out + decoder->size);
    }
}

static void warn(Decoder *decoder, const char *message) {
    if (*decoder->warning == NULL) {
        *decoder->warning = arena_copy(decoder->arena, message, strlen(message));
    }
}

// Reads `count` hexadecimal digits of an escape that began at `start`.
static LiteralStatus decode_hex(Decoder *decoder, size_t start, int count, const char *reason) {
    int64_t value = 0;
    for (int i = 0; i < count; i++, decoder->at++) {
        int digit =
            decoder->at < decoder->text.size ? hex_value(decoder->text.bytes[decoder->at]) : -1;
        if (digit < 0) {
            return refuse_escape(decoder, start, reason);
        }
        value = value * 16 + digit;
    }
    if (value > 0x10FFFF) {
        return refuse_escape(decoder, start, "illegal Unicode character");
    }
    put_character(decoder, (int32_t)value);
    return LITERAL_OK;
}

// Reads \N{...}: a character by its name.
static LiteralStatus decode_name(Decoder *decoder, size_t start) {
    const char *rest = decoder->text.bytes + decoder->at;
    size_t size = decoder->text.size - decoder->at;
    if (size == 0 || rest[0] != '{') {
        return refuse_escape(decoder, start, "malformed \\N character escape");
    }
    const char *close = memchr(rest, '}', size);
    if (close == NULL || close == rest + 1) {
        decoder->at = close == NULL ? decoder->text.size : decoder->at + 1;
        return refuse_escape(decoder, start, "malformed \\N character escape");
    }
    char name[256];
    size_t length = (size_t)(close - rest) - 1;
    ucs4_t found = UNINAME_INVALID;
    if (length < sizeof name) {
        memcpy(name, rest + 1, length);
        name[length] = '\0';
        found = unicode_name_character(name);
    }
    decoder->at += length + 2;
    if (found == UNINAME_INVALID) {
        return refuse_escape(decoder, start, "unknown Unicode character name");
    }
    put_character(decoder, (int32_t)found);
    return LITERAL_OK;
}

// Reads up to three octal digits, the first of which is `first`.
static void decode_octal(Decoder *decoder, char first) {
    int32_t value = first - '0';
    for (int i = 0; i < 2 && decoder->at < decoder->text.size; i++, decoder->at++) {
        char c = decoder->text.bytes[decoder->at];
        if (c < '0' || c > '7') {
            break;
        }
        value = value * 8 + (c - '0');
    }
    if (value > 0377) {
        char message[64];
        snprintf(message, sizeof message, "invalid octal escape sequence '\\%o'",
                 (unsigned)value);
        warn(decoder, message);
    }
    put_character(decoder, value);
}

// Keeps an escape that Python does not know, with a warning.
static void keep_unknown(Decoder *decoder, char c) {
    decoder->out[decoder->size++] = '\\';
    if ((unsigned char)c >= 0x80) {
        decoder->at--; // the loop copies the whole character
        return;
    }
    decoder->out[decoder->size++] = c;
    char message[64];
    snprintf(message, sizeof message, "invalid escape sequence '\\%c'", c);
    warn(decoder, message);
}

// Reads one escape; the backslash at `start` has been read.
static LiteralStatus decode_escape(Decoder *decoder) {
    size_t start = decoder->at - 1;
    if (decoder->at == decoder->text.size && decoder->text.is_before_brace) {
        decoder->out[decoder->size++] = '\\';
        warn(decoder, "invalid escape sequence '\\{'");
        return LITERAL_OK;
    }
    if (decoder->at == decoder->text.size) {
        return refuse_escape(decoder, start, "\\ at end of string");
    }
    static const char letters[] = "\\'\"abfnrtv";
    static const char values[] = "\\'\"\a\b\f\n\r\t\v";
    char c = decoder->text.bytes[decoder->at++];
    const char *letter = c == '\0' ? NULL : strchr(letters, c);
    if (letter != NULL) {
        decoder->out[decoder->size++] = values[letter - letters];
        return LITERAL_OK;
    }
    switch (c) {
    case '\n':
        return LITERAL_OK;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
        decode_octal(decoder, c);
        return LITERAL_OK;
    case 'x':
        return decode_hex(decoder, start, 2, "truncated \\xXX escape");
    case 'u':
        if (!decoder->text.is_bytes) {
            return decode_hex(decoder, start, 4, "truncated \\uXXXX escape");
        }
        break;
    case 'U':
        if (!decoder->text.is_bytes) {
            return decode_hex(decoder, start, 8, "truncated \\UXXXXXXXX escape");
        }
        break;
    case 'N':
        if (!decoder->text.is_bytes) {
            return decode_name(decoder, start);
        }
        break;
    default:
        break;
    }
    keep_unknown(decoder, c);
    return LITERAL_OK;
}

LiteralStatus literal_decode(Arena *arena, StringText text, char *out, size_t *size,
                             const char **warning, char message[LITERAL_MESSAGE_SIZE]) {
    *warning = NULL;
    if (text.is_raw || memchr(text.bytes, '\\', text.size) == NULL) {
        memcpy(out, text.bytes, text.size);
        *size = text.size;
        return LITERAL_OK;
    }
    Decoder decoder = {arena, text, 0, out, 0, warning, message};
    while (decoder.at < text.size) {
        char c = text.bytes[decoder.at++];
        if (c != '\\') {
            out[decoder.size++] = c;
            continue;
        }
        LiteralStatus status = decode_escape(&decoder);
        if (status != LITERAL_OK) {
            return status;
        }
    }
    *size = decoder.size;
    return LITERAL_OK;
}
