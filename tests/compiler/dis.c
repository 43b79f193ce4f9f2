// Compiles files, verifies the code and prints its disassembly.
//
//     dis FILE...        the code of each, or its error
//     dis -q FILE...     only compile and verify; print errors and totals
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/compile.h"
#include "compiler/disasm.h"
#include "compiler/verify.h"

typedef struct Totals {
    size_t files, bytes, refused, bad;
    double seconds;
} Totals;

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *size = 0;
    while (text) {
        *size += fread(text + *size, 1, capacity - *size, file);
        if (*size < capacity) {
            break;
        }
        capacity *= 2;
        char *more = realloc(text, capacity);
        if (!more) {
            free(text);
        }
        text = more;
    }
    fclose(file);
    return text;
}

static void run_file(const char *path, bool is_quiet, Totals *totals) {
    size_t size, length;
    char *text = read_file(path, &size);
    if (!text) {
        printf("%s: cannot read\n", path);
        totals->bad++;
        return;
    }
    Arena arena;
    arena_init(&arena);
    Diagnostic diagnostic;
    CompileOptions options = {.mode = PARSE_MODULE, .origin = SOURCE_FILE};
    clock_t start = clock();
    CodeUnit *unit =
        compile_source(&arena, path, text, size, &options, NULL, NULL, &diagnostic);
    totals->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    totals->files++;
    totals->bytes += size;
    const char *problem = unit ? verify_unit(&arena, unit) : NULL;
    if (!unit) {
        totals->refused++;
        printf("%s%s%d:%d:%d:%d: %s: %s\n", is_quiet ? path : "", is_quiet ? ":" : "",
               diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column,
               diagnostic_kind_name(diagnostic.kind), diagnostic.message);
    } else if (problem) {
        totals->bad++;
        printf("%s: BAD CODE: %s\n", path, problem);
    }
    if (unit && !is_quiet) {
        const char *code = disasm_unit(&arena, unit, NULL, &length);
        fputs(code ? code : "out of memory\n", stdout);
    }
    arena_free(&arena);
    free(text);
}

int main(int argc, char **argv) {
    Totals totals = {0};
    bool is_quiet = argc > 1 && strcmp(argv[1], "-q") == 0;
    for (int i = is_quiet ? 2 : 1; i < argc; i++) {
        run_file(argv[i], is_quiet, &totals);
    }
    if (is_quiet) {
        printf("%zu files, %zu bytes, %.2f MB/s, %zu refused, %zu bad\n", totals.files,
               totals.bytes, (double)totals.bytes / 1e6 / (totals.seconds + 1e-9),
               totals.refused, totals.bad);
    }
    return totals.bad != 0;
}
