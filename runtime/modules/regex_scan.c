// Going through the matches of a text one by one: what finditer() and scanner() give.
//
// Threads may share one. A step searches without a lock, since that may take long, and counts
// only if nobody has made a step meanwhile; else it searches again from where that one has led.
// So every match is given once.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include "runtime/modules/regex.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Where a scanner stands.
typedef struct Stand {
    int64_t at;       // where the next search begins
    uint32_t options; // of the next search
    bool is_done;
} Stand;

typedef struct Scanner {
    Object head;
    Value regex;
    Value string;
    int64_t start; // the bounds of the search, in the text
    int64_t end;
    Stand stand; // guarded by the object lock
} Scanner;

static Scanner *as_scanner(Value v) {
    return (Scanner *)(void *)value_object(v);
}

static Ref scanner_new(ThreadState *ts, Kind kind, const Value *a) ATTACHED RUNS_GUEST {
    Search search;
    if (!search_begin(ts, as_regex(a[0]), a[1], a[2], a[3], &search)) {
        return NO_REF;
    }
    Scanner *scanner = object_new(ts, builtin_type(ts, kind), sizeof *scanner);
    if (scanner) {
        scanner->regex = borrow(ref_take(ts, a[0]));
        scanner->string = borrow(ref_take(ts, a[1]));
        scanner->start = search.start;
        scanner->end = search.end;
        scanner->stand.at = search.at;
    }
    search_end(ts, &search);
    return scanner ? object_ref(scanner) : NO_REF;
}

Ref regex_find_iterator(ThreadState *ts, const Value *arguments) {
    return scanner_new(ts, KIND_REGEX_ITERATOR, arguments);
}

Ref regex_scanner(ThreadState *ts, const Value *arguments) {
    return scanner_new(ts, KIND_REGEX_SCANNER, arguments);
}

static Stand read_stand(ThreadState *ts, Scanner *scanner) ATTACHED {
    object_lock(ts, &scanner->head);
    Stand stand = scanner->stand;
    object_unlock(ts, &scanner->head);
    return stand;
}

// Goes from one stand to the next; false if another thread has made that step.
static bool move_on(ThreadState *ts, Scanner *scanner, Stand from, Stand to) ATTACHED {
    object_lock(ts, &scanner->head);
    Stand *stand = &scanner->stand;
    bool is_there = stand->at == from.at && stand->options == from.options &&
                    stand->is_done == from.is_done;
    *stand = is_there ? to : *stand;
    object_unlock(ts, &scanner->head);
    return is_there;
}

// The next match; NO_REF without an exception at the end.
static Ref find_next(ThreadState *ts, Scanner *scanner, uint32_t options) ATTACHED {
    for (;;) {
        Stand stand = read_stand(ts, scanner);
        Search search;
        if (stand.is_done || !search_begin(ts, as_regex(scanner->regex), scanner->string,
                                           value_from_int(scanner->start),
                                           value_from_int(scanner->end), &search)) {
            return NO_REF;
        }
        search.at = stand.at;
        search.options = stand.options;
        int found = search_step(ts, &search, options);
        Ref match = found > 0 ? match_new(ts, &search, scanner->start, scanner->end) : NO_REF;
        Stand next = {search.at, search.options, found == 0};
        search_end(ts, &search);
        if (error_is_set(ts) || move_on(ts, scanner, stand, next)) {
            return match;
        }
        ref_drop(ts, match);
    }
}

static Ref or_none(ThreadState *ts, Ref match) ATTACHED {
    return ref_is_null(match) && !error_is_set(ts) ? owned(NONE) : match;
}

static Ref search_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return or_none(ts, find_next(ts, as_scanner(arguments[0]), 0));
}

static Ref match_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return or_none(ts, find_next(ts, as_scanner(arguments[0]), PCRE2_ANCHORED));
}

static Ref get_pattern(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_scanner(self)->regex);
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref iterator_step(ThreadState *ts, Object *self) ATTACHED {
    return find_next(ts, (Scanner *)(void *)self, 0);
}

static void scanner_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((Scanner *)(void *)self)->string);
    value_drop(ts, ((Scanner *)(void *)self)->regex);
}

static void scanner_traverse(Object *self, Visitor visit, void *context) {
    visit(((Scanner *)(void *)self)->string, context);
    visit(((Scanner *)(void *)self)->regex, context);
}

static const NativeDef METHODS[] = {
    {"match(self, /)", match_method, "The next match, which begins where the last one ended.",
     0},
    {"search(self, /)", search_method, "The next match anywhere.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"pattern", get_pattern, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec regex_scanner_type_spec = {
    .name = "_sre.SRE_Scanner",
    .kind = KIND_REGEX_SCANNER,
    .size = sizeof(Scanner),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = scanner_destroy, .traverse = scanner_traverse},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};

// CPython: the callable_iterator of a scanner's search.
const TypeSpec regex_iterator_type_spec = {
    .name = "callable_iterator",
    .kind = KIND_REGEX_ITERATOR,
    .size = sizeof(Scanner),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = scanner_destroy,
              .traverse = scanner_traverse,
              .iterate = iterator_self,
              .next = iterator_step},
};
