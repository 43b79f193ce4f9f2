// Names of code as UTF-8 (place.h).
#include "vm/observe/place.h"

#include <stdio.h>
#include <string.h>

#include "vm/exec/code_object.h"

static uint32_t character(const Str *str, int64_t i) {
    switch (str->width) {
    case 1:
        return str->data[i];
    case 2:
        return ((const uint16_t *)(const void *)str->data)[i];
    default:
        return ((const uint32_t *)(const void *)str->data)[i];
    }
}

// Writes one character as UTF-8; its length.
static size_t encode(char *out, uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6) {
        out[i] = (char)(0x80 | (c & 0x3F));
    }
    static const unsigned char LEADS[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(LEADS[n] | c);
    return n;
}

static void copy_from(char *text, size_t size, const Str *str, int64_t start) {
    size_t length = 0;
    for (int64_t i = start; i < str->length; i++) {
        char bytes[4];
        size_t n = encode(bytes, character(str, i));
        if (length + n + 1 > size) {
            break;
        }
        memcpy(text + length, bytes, n);
        length += n;
    }
    text[length] = 0;
}

void place_file(char *text, size_t size, GuestPlace place) {
    if (!place.code) {
        snprintf(text, size, "-");
        return;
    }
    const Str *file = (const Str *)value_object(place.code->file_name);
    int64_t start = file->length;
    while (start > 0 && character(file, start - 1) != '/') {
        start--;
    }
    copy_from(text, size, file, start);
}

void place_function(char *text, size_t size, GuestPlace place) {
    if (!place.code) {
        snprintf(text, size, "-");
        return;
    }
    copy_from(text, size, (const Str *)value_object(place.code->qualified_name), 0);
}

uint32_t place_line(GuestPlace place) {
    return place.code ? code_position(place.code, place.word).line : 0;
}

void place_file_line(char *text, size_t size, GuestPlace place) {
    place_file(text, size, place);
    size_t length = strlen(text);
    if (place.code) {
        snprintf(text + length, size - length, ":%u", place_line(place));
    }
}

void place_describe(char *text, size_t size, GuestPlace place) {
    if (!place.code) {
        snprintf(text, size, "?");
        return;
    }
    place_file_line(text, size / 2, place);
    size_t length = strlen(text);
    length += (size_t)snprintf(text + length, size - length, " in ");
    place_function(text + length, size - length, place);
}
