// A list of named texts under a mutex; files are read when a line of them is wanted.
#include "runtime/builtins/source_lines.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/lib/embedded.h"

#define FILE_SIZE_MAX ((size_t)64 << 20)

typedef struct NamedText {
    struct NamedText *next;
    char *name;
    char *text;
    size_t size;
} NamedText;

struct SourceLines {
    pthread_mutex_t lock;
    NamedText *texts;
};

SourceLines *source_lines_new(void) {
    SourceLines *lines = calloc(1, sizeof *lines);
    if (lines) {
        pthread_mutex_init(&lines->lock, NULL);
    }
    return lines;
}

void source_lines_free(SourceLines *lines) {
    while (lines->texts) {
        NamedText *text = lines->texts;
        lines->texts = text->next;
        free(text->name);
        free(text->text);
        free(text);
    }
    pthread_mutex_destroy(&lines->lock);
    free(lines);
}

bool source_lines_put(SourceLines *lines, const char *file_name, const char *text,
                      size_t size) {
    char *copy = malloc(size + 1);
    char *name = strdup(file_name);
    NamedText *fresh = calloc(1, sizeof *fresh);
    if (!copy || !name || !fresh) {
        free(copy);
        free(name);
        free(fresh);
        return false;
    }
    memcpy(copy, text, size);
    copy[size] = 0;
    pthread_mutex_lock(&lines->lock);
    NamedText *known = lines->texts;
    while (known && strcmp(known->name, name) != 0) {
        known = known->next;
    }
    if (known) {
        free(known->text);
        known->text = copy;
        known->size = size;
        free(name);
        free(fresh);
    } else {
        *fresh = (NamedText){lines->texts, name, copy, size};
        lines->texts = fresh;
    }
    pthread_mutex_unlock(&lines->lock);
    return true;
}

// A copy of the lines `first` to `last` of a text.
static char *find_lines(const char *text, size_t size, uint32_t first, uint32_t last) {
    const char *end = text + size;
    for (uint32_t i = 1; i < first; i++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (!newline) {
            return NULL;
        }
        text = newline + 1;
    }
    if (text == end) {
        return NULL;
    }
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    for (uint32_t i = first; stop && i < last; i++) {
        stop = memchr(stop + 1, '\n', (size_t)(end - stop - 1));
    }
    return strndup(text, (size_t)((stop ? stop : end) - text));
}

static char *find_in_embedded(const char *file_name, uint32_t first, uint32_t last) {
    for (size_t i = 0; i < EMBEDDED_MODULE_COUNT; i++) {
        if (strcmp(EMBEDDED_MODULES[i].file_name, file_name) == 0) {
            return find_lines(EMBEDDED_MODULES[i].source, EMBEDDED_MODULES[i].size, first,
                              last);
        }
    }
    return NULL;
}

// Reads on to the end of line number `last`; the part before line `first` is dropped.
static char *read_lines(FILE *file, uint32_t first, uint32_t last) {
    char *line = NULL;
    size_t capacity = 0;
    char *text = NULL;
    size_t size = 0;
    FILE *kept = open_memstream(&text, &size);
    bool found = false;
    for (uint32_t i = 1; kept && i <= last; i++) {
        ssize_t length = getline(&line, &capacity, file);
        if (length < 0 || (size_t)length > FILE_SIZE_MAX || size > FILE_SIZE_MAX) {
            break;
        }
        if (i >= first) {
            found = fwrite(line, 1, (size_t)length, kept) == (size_t)length;
        }
    }
    free(line);
    if (!kept || fclose(kept) != 0 || !found) {
        free(text);
        return NULL;
    }
    if (size > 0 && text[size - 1] == '\n') {
        text[size - 1] = 0;
    }
    return text;
}

static char *find_in_file(const char *file_name, uint32_t first, uint32_t last) {
    FILE *file = fopen(file_name, "rb");
    if (!file) {
        return NULL;
    }
    char *text = read_lines(file, first, last);
    fclose(file);
    return text;
}

char *source_lines_get(SourceLines *lines, const char *file_name, uint32_t first,
                       uint32_t last) {
    if (first == 0) {
        return NULL;
    }
    pthread_mutex_lock(&lines->lock);
    NamedText *known = lines->texts;
    while (known && strcmp(known->name, file_name) != 0) {
        known = known->next;
    }
    char *text = known ? find_lines(known->text, known->size, first, last) : NULL;
    pthread_mutex_unlock(&lines->lock);
    if (text || known) {
        return text;
    }
    text = find_in_embedded(file_name, first, last);
    return text ? text : find_in_file(file_name, first, last);
}
