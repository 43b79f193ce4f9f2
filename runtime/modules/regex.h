// What the files of the module _pcre2 share: a compiled pattern, a search, a match.
//
//     _pcre2.c          the module; compiling
//     regex_search.c    one search in one text
//     regex_methods.c   what a pattern can do: match, findall, split, ...
//     regex_scan.c      matches one by one: finditer, scanner
//     regex_match.c     what was found
//
// The classes Pattern and Match that a program sees (re.py) derive from the types here.
#ifndef GILT_RUNTIME_MODULES_REGEX_H
#define GILT_RUNTIME_MODULES_REGEX_H

#include "runtime/objects/bytes.h"
#include "runtime/objects/str.h"
#include "vm/object/native.h"

enum { WIDTH_8, WIDTH_16, WIDTH_32, WIDTH_COUNT };

// A pattern compiled for one width, and the limits of its matches; never changes.
typedef struct RegexCode {
    void *code;    // pcre2_code_N
    void *context; // pcre2_match_context_N
} RegexCode;

// A compiled pattern. A string has 1, 2 or 4 bytes per character, so a pattern is compiled for
// each width in which it meets a string, without UTF: offsets then are indices. Two threads
// that compile the same width at the same time throw one result away.
typedef struct Regex {
    Object head;
    char *text; // the pattern in PCRE2's syntax, owned
    uint32_t options;
    int least_width; // the narrowest width in which all characters of the pattern have room
    bool is_text;    // for str, else for bytes
    uint32_t n_groups;
    Value names;                   // Dict: the numbers of groups by name
    Value match_class;             // what matches are instances of
    RegexCode *codes[WIDTH_COUNT]; // null: not compiled yet
    // pcre2_match_data_N that no search is using at the moment, or null.
    void *spares[WIDTH_COUNT];
} Regex;

static inline Regex *as_regex(Value v) {
    return (Regex *)(void *)value_object(v);
}

// The pattern compiled for a width; null with ValueError(message).
const RegexCode *regex_code(ThreadState *ts, Regex *regex, int width) ATTACHED;
// Frees a pcre2_match_data_N. ANY_THREAD.
void regex_free_match_data(int width, void *data);

// The text that is searched.
typedef struct Subject {
    const void *data;
    int64_t length;
    int width;
    void *widened; // owned buffer, or null
    BytesHold hold;
    bool is_held;
} Subject;

// Searching one text, once or again and again.
typedef struct Search {
    Regex *regex;
    Value string;
    const RegexCode *code;
    void *data; // pcre2_match_data_N
    Subject subject;
    const size_t *spans; // of the last match and its groups, n pairs; PCRE2_UNSET: took no part
    size_t n;
    int64_t start; // where the search begins, clipped
    int64_t end;
    uint32_t options; // for the next step, besides its own
    int64_t at;       // where the next step begins
} Search;

// Begins a search in `string` from `start` to `end` (NO_VALUE: all of it). False with the
// exception set; else search_end must follow.
bool search_begin(ThreadState *ts, Regex *regex, Value string, Value start, Value end,
                  Search *search) ATTACHED RUNS_GUEST;
// Finds the next match, behind the one before: 1 in `spans`, 0 there is none, -1 exception set.
int search_step(ThreadState *ts, Search *search, uint32_t options) ATTACHED;
// Gives up what the search holds.
void search_end(ThreadState *ts, Search *search) ATTACHED;
// Characters start .. end of the text as a str or bytes.
Ref search_text(ThreadState *ts, const Search *search, size_t start, size_t end) ATTACHED;
// The text of group i; NO_REF without an exception if it took no part.
Ref search_group(ThreadState *ts, const Search *search, size_t i) ATTACHED;

// The match that was found last, in a search that began between these bounds.
Ref match_new(ThreadState *ts, const Search *search, int64_t start, int64_t end) ATTACHED;

// finditer(string, start, end) and scanner(...) of the pattern arguments[0].
Ref regex_find_iterator(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref regex_scanner(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// Methods of _pcre2.Regex.
extern const NativeDef REGEX_METHODS[];

#endif
