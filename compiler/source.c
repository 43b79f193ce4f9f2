// Checking and normalising a program text. See source.h.
#include "compiler/source.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef enum Encoding {
    ENCODING_UTF8,
    ENCODING_ASCII,
    ENCODING_LATIN1,
    ENCODING_UNKNOWN,
} Encoding;

typedef struct Slice {
    const char *bytes;
    size_t size;
} Slice;

// An error about the whole file, which has no place in it.
static bool refuse(Diagnostic *out, const char *message, const char *detail) {
    diagnostic_clear(out);
    out->kind = DIAGNOSTIC_SYNTAX_ERROR;
    snprintf(out->message, sizeof out->message, "%s%s", message, detail);
    return false;
}

// --- encoding ---

static bool is_encoding_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

// Finds the name in `# -*- coding: name -*-` (PEP 263) on one line; size 0 if there is none.
static Slice find_cookie_on_line(Slice line) {
    size_t at = 0;
    while (at < line.size && strchr(" \t\f", line.bytes[at]) != NULL) {
        at++;
    }
    if (at == line.size || line.bytes[at] != '#') {
        return (Slice){0};
    }
    for (; at + 7 <= line.size; at++) {
        if (memcmp(line.bytes + at, "coding", 6) != 0 ||
            (line.bytes[at + 6] != ':' && line.bytes[at + 6] != '=')) {
            continue;
        }
        size_t start = at + 7;
        while (start < line.size && (line.bytes[start] == ' ' || line.bytes[start] == '\t')) {
            start++;
        }
        size_t end = start;
        while (end < line.size && is_encoding_character(line.bytes[end])) {
            end++;
        }
        if (end > start) {
            return (Slice){line.bytes + start, end - start};
        }
    }
    return (Slice){0};
}

// True if the line holds only blanks and a comment, so that a cookie may still follow on
// line 2.
static bool is_blank_or_comment(Slice line) {
    size_t at = 0;
    while (at < line.size && strchr(" \t\f", line.bytes[at]) != NULL) {
        at++;
    }
    return at == line.size || line.bytes[at] == '#';
}

static Slice find_cookie(Slice text) {
    for (int i = 0; i < 2; i++) {
        size_t end = 0;
        while (end < text.size && text.bytes[end] != '\n' && text.bytes[end] != '\r') {
            end++;
        }
        Slice line = {text.bytes, end};
        Slice cookie = find_cookie_on_line(line);
        if (cookie.size > 0 || !is_blank_or_comment(line)) {
            return cookie;
        }
        size_t skip = end;
        if (skip < text.size) {
            skip +=
                text.bytes[skip] == '\r' && skip + 1 < text.size && text.bytes[skip + 1] == '\n'
                    ? 2
                    : 1;
        }
        text = (Slice){text.bytes + skip, text.size - skip};
    }
    return (Slice){0};
}

static Encoding recognise_encoding(const char *name) {
    static const struct {
        const char *name;
        Encoding encoding;
    } known[] = {
        {"utf-8", ENCODING_UTF8},       {"utf8", ENCODING_UTF8},
        {"utf-8-sig", ENCODING_UTF8},   {"u8", ENCODING_UTF8},
        {"ascii", ENCODING_ASCII},      {"us-ascii", ENCODING_ASCII},
        {"646", ENCODING_ASCII},        {"latin-1", ENCODING_LATIN1},
        {"latin1", ENCODING_LATIN1},    {"iso-8859-1", ENCODING_LATIN1},
        {"iso8859-1", ENCODING_LATIN1}, {"l1", ENCODING_LATIN1},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcasecmp(known[i].name, name) == 0) {
            return known[i].encoding;
        }
    }
    return ENCODING_UNKNOWN;
}

// Takes off the byte order mark and finds the encoding of a file's bytes.
static bool detect_encoding(Slice *text, Encoding *encoding, Diagnostic *out) {
    bool has_mark = text->size >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0;
    if (has_mark) {
        *text = (Slice){text->bytes + 3, text->size - 3};
    }
    *encoding = ENCODING_UTF8;
    Slice cookie = find_cookie(*text);
    if (cookie.size == 0) {
        return true;
    }
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(cookie.size < 60 ? cookie.size : 60),
             cookie.bytes);
    for (char *c = name; *c != '\0'; c++) {
        *c = *c == '_' ? '-' : *c;
    }
    *encoding = recognise_encoding(name);
    if (*encoding == ENCODING_UNKNOWN) {
        return refuse(out, "encoding problem: ", name);
    }
    if (has_mark && *encoding != ENCODING_UTF8) {
        char message[sizeof name + 40];
        snprintf(message, sizeof message, "encoding problem: %s with BOM",
                 *encoding == ENCODING_LATIN1 ? "iso-8859-1" : "ascii");
        return refuse(out, message, "");
    }
    return true;
}

// --- uTF-8 ---

// Returns the size of the UTF-8 character at `at`, or 0 if it is not a valid one.
static size_t measure_character(const unsigned char *at, const unsigned char *end) {
    unsigned char first = *at;
    size_t size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (size == 0 || first > 0xF4) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if (at + i >= end || at[i] == '\n') {
            return 0;
        }
        unsigned char low = 0x80, high = 0xBF;
        if (i == 1) { // no overlong forms, no surrogates, nothing above U+10FFFF
            low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
            high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : high;
        }
        if (at[i] < low || at[i] > high) {
            return 0;
        }
    }
    return size;
}

// Reports a byte that cannot be there.
static void refuse_byte(const Source *source, Encoding encoding, unsigned char byte,
                        uint32_t line, Diagnostic *out) {
    if (encoding == ENCODING_ASCII) {
        refuse(out, "encoding problem: ", "ascii");
        return;
    }
    out->kind = DIAGNOSTIC_SYNTAX_ERROR;
    snprintf(out->message, sizeof out->message,
             "Non-UTF-8 code starting with '\\x%02x' in file %s on line %u, but no encoding "
             "declared; see https://peps.python.org/pep-0263/ for details",
             byte, source->filename, line);
}

static bool check_utf8(const Source *source, Encoding encoding, Diagnostic *out) {
    const unsigned char *at = (const unsigned char *)source->text;
    const unsigned char *end = at + source->size;
    uint32_t line = 1;
    while (at < end) {
        if (*at < 0x80) {
            line += *at++ == '\n';
            continue;
        }
        size_t size = encoding == ENCODING_ASCII ? 0 : measure_character(at, end);
        if (size == 0) {
            refuse_byte(source, encoding, *at, line, out);
            return false;
        }
        at += size;
    }
    return true;
}

// --- lines ---

// Copies the text with "\n" line ends, decoding Latin-1. The copy has room for that and a last
// "\n".
static bool copy_text(Source *source, Arena *arena, Slice text, Encoding encoding) {
    size_t room = text.size * (encoding == ENCODING_LATIN1 ? 2 : 1) + 2;
    char *copy = arena_alloc(arena, room);
    if (copy == NULL) {
        return false;
    }
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c == '\r') {
            copy[size++] = '\n';
            i += i + 1 < text.size && text.bytes[i + 1] == '\n';
        } else if (c >= 0x80 && encoding == ENCODING_LATIN1) {
            copy[size++] = (char)(0xC0 | c >> 6);
            copy[size++] = (char)(0x80 | (c & 0x3F));
        } else {
            copy[size++] = (char)c;
        }
    }
    if (size > 0 && copy[size - 1] != '\n') {
        copy[size++] = '\n';
        source->is_missing_newline = true;
    }
    copy[size] = '\0';
    source->text = copy;
    source->size = size;
    return true;
}

static bool index_lines(Source *source, Arena *arena) {
    const char *end = source->text + source->size;
    uint32_t count = 0;
    for (const char *at = source->text; at < end; count++) {
        at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    }
    uint32_t *starts = arena_alloc_array(arena, (size_t)count + 1, sizeof *starts);
    if (starts == NULL) {
        return false;
    }
    const char *at = source->text;
    for (uint32_t i = 0; i < count; i++) {
        starts[i] = (uint32_t)(at - source->text);
        at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    }
    starts[count] = (uint32_t)source->size;
    source->line_starts = starts;
    source->line_count = count;
    return true;
}

bool source_init(Source *source, Arena *arena, const char *filename, const char *bytes,
                 size_t size, SourceOrigin origin, Diagnostic *out) {
    diagnostic_clear(out);
    *source = (Source){.filename = filename, .origin = origin};
    if (size >= INT32_MAX) {
        return refuse(out, "source code is too long", "");
    }
    const char *null_byte = memchr(bytes, '\0', size);
    if (null_byte != NULL && origin == SOURCE_STRING) {
        return refuse(out, "source code string cannot contain null bytes", "");
    }
    Slice text = {bytes, null_byte != NULL ? (size_t)(null_byte - bytes) : size};
    Encoding encoding = ENCODING_UTF8;
    if (origin == SOURCE_FILE && !detect_encoding(&text, &encoding, out)) {
        return false;
    }
    if (!copy_text(source, arena, text, encoding) || !index_lines(source, arena)) {
        diagnostic_set_memory(out);
        return false;
    }
    if (!check_utf8(source, encoding, out)) {
        return false;
    }
    if (null_byte != NULL) {
        bool is_at_start = source->size == 0 || null_byte[-1] == '\n';
        refuse(out, "source code cannot contain null bytes", "");
        out->line = out->end_line = (int)source->line_count + is_at_start;
        return false;
    }
    return true;
}

const char *source_line(const Source *source, uint32_t line, size_t *size) {
    if (line == 0 || line > source->line_count) {
        *size = 0;
        return "";
    }
    uint32_t start = source->line_starts[line - 1];
    *size = source->line_starts[line] - start - 1;
    return source->text + start;
}

uint32_t source_character_column(const Source *source, uint32_t line, uint32_t column) {
    size_t size;
    const char *text = source_line(source, line, &size);
    uint32_t characters = 0;
    for (uint32_t i = 0; i < column; i++) {
        // Columns behind the line's end (its "\n" and beyond) count one each.
        characters += i >= size || ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return characters;
}
