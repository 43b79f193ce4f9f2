// repr() of constants without an object in sight. See ast_dump_constant.h.
#include "compiler/ast_dump_constant.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/unicode.h"

// Decodes one character of UTF-8 that may hold surrogates; the text is known to be well-formed
// otherwise.
static int32_t decode(const unsigned char *at, size_t *size) {
    if (at[0] < 0x80) {
        *size = 1;
        return at[0];
    }
    *size = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    int32_t c = at[0] & (0xFF >> (*size + 1));
    for (size_t i = 1; i < *size; i++) {
        c = c << 6 | (at[i] & 0x3F);
    }
    return c;
}

static void dump_character(FILE *out, int32_t c, char quote, const char *bytes, size_t size,
                           bool is_bytes) {
    if (c == '\\' || c == quote) {
        fprintf(out, "\\%c", c);
    } else if (c == '\n') {
        fputs("\\n", out);
    } else if (c == '\r') {
        fputs("\\r", out);
    } else if (c == '\t') {
        fputs("\\t", out);
    } else if (c < 0x20 || c == 0x7F || (is_bytes && c >= 0x80)) {
        fprintf(out, "\\x%02x", (unsigned)c);
    } else if (c < 0x80 || lexer_is_printable(c)) {
        fwrite(bytes, 1, size, out);
    } else {
        fprintf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
}

void dump_quoted(FILE *out, const char *bytes, size_t size, bool is_bytes) {
    bool has_single = memchr(bytes, '\'', size) != NULL;
    bool has_double = memchr(bytes, '"', size) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    fputc(quote, out);
    for (size_t i = 0; i < size;) {
        size_t step = 1;
        const unsigned char *at = (const unsigned char *)bytes + i;
        int32_t c = is_bytes ? *at : decode(at, &step);
        dump_character(out, c, quote, bytes + i, step, is_bytes);
        i += step;
    }
    fputc(quote, out);
}

// Writes the shortest decimal form that reads back as `value`, in Python's layout.
static void dump_float(FILE *out, double value, bool is_imaginary) {
    if (isinf(value)) {
        fputs(is_imaginary ? "infj" : "inf", out);
        return;
    }
    char text[40];
    int precision = 1;
    do {
        snprintf(text, sizeof text, "%.*e", precision - 1, value);
    } while (strtod(text, NULL) != value && ++precision <= 17);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent >= -4 && exponent < 16) {
        int decimals = precision - 1 - exponent;
        fprintf(out, "%.*f", decimals > 0 ? decimals : is_imaginary ? 0 : 1, value);
    } else {
        *strchr(text, 'e') = '\0';
        fprintf(out, "%se%c%02d", text, exponent < 0 ? '-' : '+', abs(exponent));
    }
    if (is_imaginary) {
        fputc('j', out);
    }
}

static int digit_value(char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

// Writes digits of another base in decimal, by repeated multiplication. O(length squared).
static void dump_big(FILE *out, const char *digits, size_t length, int base) {
    size_t capacity = length + 2; // groups of nine decimal digits: more than enough
    uint32_t *groups = calloc(capacity, sizeof *groups);
    if (groups == NULL) {
        return;
    }
    size_t count = 1;
    for (size_t i = 0; i < length; i++) {
        uint64_t carry = (uint64_t)digit_value(digits[i]);
        for (size_t k = 0; k < count; k++) {
            carry += (uint64_t)groups[k] * (uint64_t)base;
            groups[k] = (uint32_t)(carry % 1000000000);
            carry /= 1000000000;
        }
        if (carry > 0) {
            groups[count++] = (uint32_t)carry;
        }
    }
    fprintf(out, "%" PRIu32, groups[count - 1]);
    for (size_t k = count - 1; k > 0; k--) {
        fprintf(out, "%09" PRIu32, groups[k - 1]);
    }
    free(groups);
}

void dump_constant(FILE *out, const Literal *constant) {
    switch (constant->kind) {
    case CONSTANT_NONE:
        fputs("None", out);
        break;
    case CONSTANT_TRUE:
        fputs("True", out);
        break;
    case CONSTANT_FALSE:
        fputs("False", out);
        break;
    case CONSTANT_ELLIPSIS:
        fputs("Ellipsis", out);
        break;
    case CONSTANT_INT:
        fprintf(out, "%" PRId64, constant->as.integer);
        break;
    case CONSTANT_BIG_INT:
        dump_big(out, constant->as.big.digits, constant->as.big.length, constant->as.big.base);
        break;
    case CONSTANT_FLOAT:
        dump_float(out, constant->as.real, false);
        break;
    case CONSTANT_COMPLEX:
        dump_float(out, constant->as.imaginary, true);
        break;
    case CONSTANT_BYTES:
        fputc('b', out);
        dump_quoted(out, constant->as.text.bytes, constant->as.text.size, true);
        break;
    default:
        dump_quoted(out, constant->as.text.bytes, constant->as.text.size, false);
        break;
    }
}
