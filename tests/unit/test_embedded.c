// The table of embedded guest modules: sorted, well named, complete.
#include "runtime/lib/embedded.h"
#include "tests/unit/check.h"

TEST(names_are_sorted_and_dotted) {
    for (size_t i = 0; i < EMBEDDED_MODULE_COUNT; i++) {
        const char *name = EMBEDDED_MODULES[i].name;
        EXPECT(strchr(name, '/') == NULL && strstr(name, ".py") == NULL);
        EXPECT(i == 0 || strcmp(EMBEDDED_MODULES[i - 1].name, name) < 0);
    }
}

TEST(sources_are_terminated) {
    for (size_t i = 0; i < EMBEDDED_MODULE_COUNT; i++) {
        EXPECT_INT(strlen(EMBEDDED_MODULES[i].source), EMBEDDED_MODULES[i].size);
    }
}

TEST(packages_come_from_init_files) {
    for (size_t i = 0; i < EMBEDDED_MODULE_COUNT; i++) {
        bool is_init = strstr(EMBEDDED_MODULES[i].file_name, "/__init__.py") != NULL;
        EXPECT(is_init == EMBEDDED_MODULES[i].is_package);
    }
}
