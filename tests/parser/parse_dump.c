// parse_dump: the front end as a program, for tests and fuzzing.
//
//     parse_dump [--positions] [--mode=exec|eval|single] [--string] FILE...     parses files
//     parse_dump ... --batch       parses what stdin holds: records "<size in bytes>\n<bytes>"
//
// For each input one line: the tree as `ast.dump` writes it, or "Error: message
// line:column-line:column", with " (incomplete)" behind it if more input could help. Exit
// status 0 unless an input cannot be read.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/ast_dump.h"
#include "compiler/parser.h"

typedef struct Options {
    bool with_positions;
    bool is_quiet; // parse only
    ParseMode mode;
    SourceOrigin origin;
} Options;

static void parse_text(const Options *options, const char *name, const char *text,
                       size_t size) {
    Arena arena;
    arena_init(&arena);
    Source source;
    Diagnostic error;
    Module *module = NULL;
    if (source_init(&source, &arena, name, text, size, options->origin, &error)) {
        module = parse_module(&arena, &source, options->mode, &error);
    }
    if (options->is_quiet) {
        arena_free(&arena);
        return;
    }
    if (module != NULL) {
        ast_dump(module, stdout, options->with_positions);
    } else {
        printf("%s: %s %d:%d-%d:%d%s\n", diagnostic_kind_name(error.kind), error.message,
               error.line, error.column, error.end_line, error.end_column,
               error.is_incomplete ? " (incomplete)" : "");
    }
    fflush(stdout);
    arena_free(&arena);
}

static bool parse_file(const Options *options, const char *name) {
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        perror(name);
        return false;
    }
    size_t size = 0, capacity = 1 << 16;
    char *text = malloc(capacity);
    while (text != NULL) {
        size_t got = fread(text + size, 1, capacity - size, file);
        if (got == 0) {
            break;
        }
        size += got;
        if (size == capacity) {
            capacity *= 2;
            text = realloc(text, capacity);
        }
    }
    fclose(file);
    if (text == NULL) {
        return false;
    }
    char *exact = malloc(size + 1); // so that a sanitizer sees a read behind the end
    if (exact != NULL) {
        memcpy(exact, text, size);
        parse_text(options, name, exact, size);
    }
    free(exact);
    free(text);
    return true;
}

static bool parse_batch(const Options *options) {
    size_t size;
    while (scanf("%zu", &size) == 1 && getchar() == '\n') {
        char *text = malloc(size + 1);
        if (text == NULL || fread(text, 1, size, stdin) != size) {
            free(text);
            return false;
        }
        parse_text(options, "<batch>", text, size);
        free(text);
    }
    return true;
}

int main(int argc, char **argv) {
    Options options = {.mode = PARSE_MODULE, .origin = SOURCE_FILE};
    bool is_good = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--positions") == 0) {
            options.with_positions = true;
        } else if (strcmp(argv[i], "--quiet") == 0) {
            options.is_quiet = true;
        } else if (strcmp(argv[i], "--string") == 0) {
            options.origin = SOURCE_STRING;
        } else if (strcmp(argv[i], "--mode=eval") == 0) {
            options.mode = PARSE_EXPRESSION;
        } else if (strcmp(argv[i], "--mode=single") == 0) {
            options.mode = PARSE_INTERACTIVE;
        } else if (strcmp(argv[i], "--mode=exec") == 0) {
            options.mode = PARSE_MODULE;
        } else if (strcmp(argv[i], "--batch") == 0) {
            is_good = parse_batch(&options) && is_good;
        } else {
            is_good = parse_file(&options, argv[i]) && is_good;
        }
    }
    return is_good ? 0 : 1;
}
