// Compiles a file and prints its code; no interpreter is needed for that.
#include "runtime/shell/dis_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "compiler/disasm.h"
#include "runtime/shell/read_file.h"
#include "runtime/shell/xray.h"

// The error as CPython prints a SyntaxError.
static void print_error(const char *path, const Source *source, const Diagnostic *error) {
    if (error->line > 0) {
        fprintf(stderr, "  File \"%s\", line %d\n", path, error->line);
        if (source->text && (uint32_t)error->line <= source->line_count) {
            size_t size;
            const char *line = source_line(source, (uint32_t)error->line, &size);
            size_t indent = 0;
            while (indent < size && (line[indent] == ' ' || line[indent] == '\t')) {
                indent++;
            }
            int column = error->column > (int)indent ? error->column - (int)indent : 1;
            fprintf(stderr, "    %.*s\n    %*s\n", (int)(size - indent), line + indent, column,
                    "^");
        }
    }
    fprintf(stderr, "%s: %s\n", diagnostic_kind_name(error->kind), error->message);
}

int dis_command(const char *path, bool has_switch_points) {
    size_t size;
    char *text = read_file(path, &size);
    if (!text) {
        fprintf(stderr, "gilt: can't open file '%s': [Errno %d] %s\n", path, errno,
                strerror(errno));
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    Source source = {0};
    Diagnostic error = {0};
    CompileOptions options = {.mode = PARSE_MODULE, .origin = SOURCE_FILE};
    CodeUnit *unit = compile_source(&arena, path, text, size, &options, &source, NULL, &error);
    const char *listing = !unit               ? NULL
                          : has_switch_points ? xray_unit(&arena, unit, &source)
                                              : disasm_unit(&arena, unit, &source, NULL);
    if (listing) {
        fputs(listing, stdout);
        fputs(has_switch_points ? XRAY_LEGEND : "", stdout);
    } else if (!unit) {
        print_error(path, &source, &error);
    }
    arena_free(&arena);
    free(text);
    return listing ? 0 : 1;
}
