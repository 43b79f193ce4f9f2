// Fuzzing the compiler: whatever the bytes, compiling them ends with verified code or with one
// error, and every error and every piece of code can be shown.
//
// The first byte chooses the mode, the rest is the source text. Built with the preset `fuzz` it
// is a libFuzzer target:
//
//     cmake --preset fuzz && cmake --build --preset fuzz
//     build/fuzz/tests/compiler_fuzz -dict=tests/fuzz/python.dict -max_len=4096
//         NEW_CORPUS tests/fuzz/corpus
//
// In every other build it is a program that runs the files named: the test that what the
// fuzzer found stays mended.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "compiler/disasm.h"
#include "compiler/verify.h"

// --- one input ---

static void fail(const char *sentence, const char *detail) {
    fprintf(stderr, "%s: %s\n", sentence, detail);
    abort();
}

static void check_error(const Diagnostic *diagnostic, size_t size) {
    if (diagnostic->message[0] == '\0') {
        fail("an error has no message", diagnostic_kind_name(diagnostic->kind));
    }
    if (diagnostic->line < 0 || (size_t)diagnostic->line > size + 2) {
        fail("an error lies outside the text", diagnostic->message);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const ParseMode MODES[] = {PARSE_MODULE, PARSE_EXPRESSION, PARSE_INTERACTIVE};
    if (size == 0) {
        return 0;
    }
    // The compiler is given a copy of exact size, so that reading past its end is noticed.
    char *text = malloc(size);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data + 1, size - 1);
    Arena arena;
    arena_init(&arena);
    Diagnostic diagnostic = {0};
    CompileOptions options = {.mode = MODES[data[0] % 3],
                              .origin = SOURCE_FILE,
                              .uses_locals_mapping = (data[0] & 4) != 0,
                              .allows_await = (data[0] & 32) != 0,
                              .optimize = data[0] >> 3 & 3};
    CodeUnit *unit =
        compile_source(&arena, "fuzz.py", text, size - 1, &options, NULL, NULL, &diagnostic);
    if (unit == NULL) {
        check_error(&diagnostic, size);
    } else {
        const char *problem = verify_unit(&arena, unit);
        size_t length;
        if (problem != NULL) {
            fail("the code is wrong", problem);
        }
        if (disasm_unit(&arena, unit, NULL, &length) == NULL) {
            fail("the code cannot be shown", "out of memory");
        }
    }
    arena_free(&arena);
    free(text);
    return 0;
}

// --- without a fuzzer ---

#if !GILT_FUZZER
#define INPUT_MAX (1 << 20)

int main(int argc, char **argv) {
    uint8_t *data = malloc(INPUT_MAX);
    for (int i = 1; i < argc && data != NULL; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            fprintf(stderr, "%s: cannot read\n", argv[i]);
            return 1;
        }
        size_t size = fread(data, 1, INPUT_MAX, file);
        fclose(file);
        LLVMFuzzerTestOneInput(data, size);
    }
    free(data);
    printf("%d inputs\n", argc - 1);
    return 0;
}
#endif
