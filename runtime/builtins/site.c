// What CPython's site adds to the builtins: exit, quit, help, copyright, credits and license,
// objects that say what they are for when they are shown; and breakpoint.
//
// They are made here, so that starting a program imports nothing: help is pydoc's, which is
// imported when somebody asks, and so are the texts (_sitebuiltins.py); breakpoint calls
// sys.breakpointhook.
#include "runtime/builtins/site.h"

#include "runtime/builtins/builtins.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// exit or quit.
typedef struct Quitter {
    Object head;
    const char *name;
} Quitter;

// copyright, credits or license: a text of _sitebuiltins.py.
typedef struct Printer {
    Object head;
    const char *name;
    bool is_long; // not shown unless it is called
} Printer;

static Ref quitter_repr(ThreadState *ts, Value self) ATTACHED {
    const char *name = ((Quitter *)value_object(self))->name;
    return str_format(ts, "Use %s() or Ctrl-D (i.e. EOF) to exit", name);
}

// exit(code=None): closes sys.stdin, so that nothing goes on reading it, and ends the program.
static Ref quitter_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                        Value names) ATTACHED RUNS_GUEST {
    (void)self;
    if (n > 1) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "Quitter.__call__() takes from 1 to 2 positional arguments but %zu "
                           "were given",
                           n + 1);
    }
    const Tuple *keywords = value_is_null(names) ? NULL : (const Tuple *)value_object(names);
    if (keywords && keywords->length && !str_equal_text(keywords->items[0], "code")) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "Quitter.__call__() got an unexpected keyword argument");
    }
    Ref stdin_file = dict_get_text(ts, ts->interpreter->sys_dict, "stdin");
    Ref closed = NO_REF;
    if (!ref_is_null(stdin_file)) {
        closed = value_call_method_text(ts, borrow(stdin_file), "close", NULL, 0);
    }
    if (error_is_set(ts)) {
        error_clear(ts);
    }
    ref_drop(ts, closed);
    ref_drop(ts, stdin_file);
    return raise_error_value(ts, EXC_SYSTEM_EXIT, n ? arguments[0] : NONE);
}

static Ref helper_repr(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return str_from_text(ts, "Type help() for interactive help, "
                             "or help(object) for help about object.");
}

static Ref helper_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                       Value names) ATTACHED RUNS_GUEST {
    (void)self;
    Ref help = library_get(ts, "pydoc", "help");
    Ref result =
        ref_is_null(help) ? NO_REF : value_call_named(ts, borrow(help), arguments, n, names);
    ref_drop(ts, help);
    return result;
}

static Ref printer_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    const Printer *printer = (const Printer *)(const void *)value_object(self);
    return printer->is_long ? str_format(ts, "Type %s() to see the full %s text", printer->name,
                                         printer->name)
                            : library_get(ts, "_sitebuiltins", printer->name);
}

static Ref printer_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                        Value names) ATTACHED RUNS_GUEST {
    (void)arguments;
    if (n > 0 || !value_is_null(names)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "_Printer.__call__() takes 1 positional argument but %zu %s given",
                           n + 1, n ? "were" : "was");
    }
    const char *name = ((const Printer *)(const void *)value_object(self))->name;
    Ref text = library_get(ts, "_sitebuiltins", name);
    Value line = borrow(text);
    Ref result = ref_is_null(text) ? NO_REF : library_call(ts, "builtins", "print", &line, 1);
    ref_drop(ts, text);
    return result;
}

static Ref builtin_breakpoint(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref hook = library_get(ts, "sys", "breakpointhook");
    if (ref_is_null(hook)) {
        if (error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
            error_clear(ts);
            raise_error(ts, EXC_RUNTIME_ERROR, "lost sys.breakpointhook");
        }
        return NO_REF;
    }
    Ref result = value_call_unpacked(ts, borrow(hook), arguments[0], arguments[1]);
    ref_drop(ts, hook);
    return result;
}

const NativeDef site_builtins[] = {
    {"breakpoint(*args, **kws)", builtin_breakpoint,
     "Call sys.breakpointhook(*args, **kws): by default, a prompt at this line.", 0},
    {NULL, NULL, NULL, 0},
};

static bool add_quitter(ThreadState *ts, Object *dict, const char *name) ATTACHED {
    Quitter *quitter = object_new(ts, builtin_type(ts, KIND_QUITTER), sizeof(Quitter));
    if (!quitter) {
        return false;
    }
    quitter->name = name;
    return dict_put_text(ts, dict, name, object_ref(quitter));
}

static bool add_printer(ThreadState *ts, Object *dict, const char *name,
                        bool is_long) ATTACHED {
    Printer *printer = object_new(ts, builtin_type(ts, KIND_PRINTER), sizeof(Printer));
    if (!printer) {
        return false;
    }
    printer->name = name;
    printer->is_long = is_long;
    return dict_put_text(ts, dict, name, object_ref(printer));
}

bool site_set_up(ThreadState *ts, Object *dict) {
    Ref help = object_ref(object_new(ts, builtin_type(ts, KIND_HELPER), sizeof(Object)));
    return dict_put_text(ts, dict, "help", help) && add_quitter(ts, dict, "exit") &&
           add_quitter(ts, dict, "quit") && add_printer(ts, dict, "copyright", false) &&
           add_printer(ts, dict, "credits", false) && add_printer(ts, dict, "license", true);
}

const TypeSpec quitter_type_spec = {
    .name = "_sitebuiltins.Quitter",
    .kind = KIND_QUITTER,
    .size = sizeof(Quitter),
    .slots = {.repr = quitter_repr, .call = quitter_call},
};

const TypeSpec helper_type_spec = {
    .name = "_sitebuiltins._Helper",
    .kind = KIND_HELPER,
    .size = sizeof(Object),
    .slots = {.repr = helper_repr, .call = helper_call},
    .doc = "Define the builtin 'help'.",
};

const TypeSpec printer_type_spec = {
    .name = "_sitebuiltins._Printer",
    .kind = KIND_PRINTER,
    .size = sizeof(Printer),
    .slots = {.repr = printer_repr, .call = printer_call},
    .doc = "Shows a text.",
};
