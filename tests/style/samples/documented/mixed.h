// Documented and undocumented declarations in one header.
#ifndef MIXED_H
#define MIXED_H

// A comment right above, over
// two lines.
int documented(int x);

// A group shares its comment.
int group_first(void);
int group_second(void);

int trailing(void); // says it on its own line

int undocumented(void);

// A comment that stands apart.

static inline int undocumented_inline(int x) {
    x++;
    return x;
}

static inline int says_itself(int x) {
    return x + 1;
}

typedef int (*Callback)(int);

struct Pair {
    int first; // comments inside a body do not count for what follows
    int second;
};
const char *undocumented_after_struct(
    const char *text, // a comment on a parameter is enough to see that somebody cared
    int length);

static int table[] = {1, 2};

bool undocumented_with_tag(void *ts) ATTACHED;

#define MACRO(x)                                                                               \
    do {                                                                                       \
        f(x);                                                                                  \
    } while (0)
// Directly above, behind a macro.
int documented_after_macro(void);

#endif
