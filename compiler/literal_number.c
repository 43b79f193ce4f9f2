// The values of number tokens. See literal.h.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/literal.h"

// Copies a literal without its underscores; the copy is a C string.
static char *copy_clean(Arena *arena, const char *text, size_t size) {
    char *clean = arena_alloc(arena, size + 1);
    if (clean != NULL) {
        size_t length = 0;
        for (size_t i = 0; i < size; i++) {
            if (text[i] != '_') {
                clean[length++] = text[i];
            }
        }
        clean[length] = '\0';
    }
    return clean;
}

static int digit_value(char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

// Reads digits (clean, no prefix) of an integer.
static LiteralStatus read_integer(const char *digits, int base, Literal *constant,
                                  char message[LITERAL_MESSAGE_SIZE]) {
    while (digits[0] == '0' && digits[1] != '\0') {
        digits++;
    }
    size_t length = strlen(digits);
    if (base == 10 && length > LITERAL_DECIMAL_DIGITS_MAX) {
        snprintf(message, LITERAL_MESSAGE_SIZE,
                 "Exceeds the limit (%d digits) for integer string conversion: value has %zu "
                 "digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                 "hexadecimal for huge integer literals to avoid decimal conversion limits.",
                 LITERAL_DECIMAL_DIGITS_MAX, length);
        return LITERAL_ERROR;
    }
    int64_t value = 0;
    for (const char *digit = digits; *digit != '\0'; digit++) {
        if (__builtin_mul_overflow(value, (int64_t)base, &value) ||
            __builtin_add_overflow(value, (int64_t)digit_value(*digit), &value)) {
            constant->kind = CONSTANT_BIG_INT;
            constant->as.big.digits = digits;
            constant->as.big.length = length;
            constant->as.big.base = base;
            return LITERAL_OK;
        }
    }
    constant->kind = CONSTANT_INT;
    constant->as.integer = value;
    return LITERAL_OK;
}

LiteralStatus literal_read_number(Arena *arena, const char *text, size_t size,
                                  Literal *constant, char message[LITERAL_MESSAGE_SIZE]) {
    *constant = (Literal){0};
    if (size < 18 && memchr(text, '_', size) == NULL) {
        // The common case, a short run of decimal digits, needs no copy.
        int64_t value = 0;
        size_t i = 0;
        while (i < size && text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i++] - '0');
        }
        if (i == size) {
            constant->kind = CONSTANT_INT;
            constant->as.integer = value;
            return LITERAL_OK;
        }
    }
    char *clean = copy_clean(arena, text, size);
    if (clean == NULL) {
        return LITERAL_NO_MEMORY;
    }
    if (clean[0] == '0' && clean[1] != '\0') {
        char letter = clean[1] | 0x20;
        int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (base != 0) {
            return read_integer(clean + 2, base, constant, message);
        }
    }
    size_t length = strlen(clean);
    if (strspn(clean, "0123456789") == length) {
        return read_integer(clean, 10, constant, message);
    }
    // The program keeps LC_NUMERIC at "C", so strtod reads Python's floats.
    double value = strtod(clean, NULL);
    if ((clean[length - 1] | 0x20) == 'j') {
        constant->kind = CONSTANT_COMPLEX;
        constant->as.imaginary = value;
    } else {
        constant->kind = CONSTANT_FLOAT;
        constant->as.real = value;
    }
    return LITERAL_OK;
}
