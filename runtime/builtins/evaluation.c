// compile, eval, exec, globals, locals.
#include <string.h>

#include "compiler/code.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/compile_source.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The text of a source argument, str or bytes, as a buffer; null with TypeError.
static char *source_text(ThreadState *ts, Value source, const char *function, const char *what,
                         size_t *size) ATTACHED {
    char *text = NULL;
    if (value_has_layout(ts, source, KIND_STR)) {
        text = str_to_utf8(ts, source, size);
    } else if (value_has_layout(ts, source, KIND_BYTES)) {
        const Bytes *bytes = (const Bytes *)value_object(source);
        *size = (size_t)bytes->length;
        text = buffer_new(ts, *size + 1);
        if (text) {
            memcpy(text, bytes->data, *size + 1);
        }
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "%s() arg 1 must be a %s", function, what);
    }
    if (text && memchr(text, '\0', *size)) {
        source_refuse(ts, "source code string cannot contain null bytes");
        buffer_free(ts, text);
        return NULL;
    }
    return text;
}

// The flag of compile() that means something here; ast.PyCF_ALLOW_TOP_LEVEL_AWAIT.
#define FLAG_ALLOW_TOP_LEVEL_AWAIT 0x2000

static Ref builtin_compile(ThreadState *ts, const Value *arguments) ATTACHED {
    char *mode = value_has_layout(ts, arguments[2], KIND_STR)
                     ? str_to_utf8(ts, arguments[2], NULL)
                     : NULL;
    char *file_name = value_has_layout(ts, arguments[1], KIND_STR)
                          ? str_to_utf8(ts, arguments[1], NULL)
                          : NULL;
    size_t size = 0;
    char *text = source_text(ts, arguments[0], "compile", "string, bytes or AST object", &size);
    Ref code = NO_REF;
    if (text && !error_is_set(ts) && !file_name) {
        raise_error(ts, EXC_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %s",
                    value_type_name(ts, arguments[1]));
    } else if (text && !error_is_set(ts) && !mode) {
        raise_error(ts, EXC_TYPE_ERROR, "compile() argument 'mode' must be str, not %s",
                    value_type_name(ts, arguments[2]));
    } else if (text && file_name && mode) {
        SourceMode kind = SOURCE_MODULE;
        bool ok = true;
        if (strcmp(mode, "eval") == 0) {
            kind = SOURCE_EXPRESSION;
        } else if (strcmp(mode, "single") == 0) {
            kind = SOURCE_INTERACTIVE;
        } else if (strcmp(mode, "exec") != 0) {
            ok = false;
            raise_error(ts, EXC_VALUE_ERROR,
                        "compile() mode must be 'exec', 'eval' or 'single'");
        }
        if (ok && kind == SOURCE_INTERACTIVE) { // the end of the text is the empty line
            char *longer = buffer_resize(ts, text, size + 2);
            ok = longer != NULL;
            text = ok ? longer : text;
            if (ok) {
                text[size++] = '\n';
                text[size] = '\0';
            }
        }
        int64_t flags = 0;
        ok = ok && (value_is_null(arguments[3]) ||
                    value_to_index(ts, arguments[3], EXC_OVERFLOW_ERROR, &flags));
        unsigned allowed = flags & FLAG_ALLOW_TOP_LEVEL_AWAIT ? SOURCE_AWAIT : 0;
        code = ok ? source_to_code(ts, text, size, file_name, kind, SOURCE_LOCALS | allowed)
                  : NO_REF;
    }
    buffer_free(ts, text);
    buffer_free(ts, file_name);
    buffer_free(ts, mode);
    return code;
}

// The namespaces of eval and exec: given ones, or those of the calling frame. References in
// *globals, *locals.
static bool find_namespaces(ThreadState *ts, bool is_eval, const Value *arguments, Ref *globals,
                            Ref *locals) ATTACHED {
    bool has_globals = !value_is_null(arguments[1]) && !value_is_none(arguments[1]);
    bool has_locals = !value_is_null(arguments[2]) && !value_is_none(arguments[2]);
    if (has_globals && !value_has_layout(ts, arguments[1], KIND_DICT)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    is_eval ? "globals must be a dict"
                            : "exec() globals must be a dict, not %s",
                    value_type_name(ts, arguments[1]));
        return false;
    }
    if (has_locals && !value_type(ts, arguments[2])->slots.get_item) {
        raise_error(ts, EXC_TYPE_ERROR,
                    is_eval ? "locals must be a mapping"
                            : "exec() locals must be a mapping or None, not %s",
                    value_type_name(ts, arguments[2]));
        return false;
    }
    *globals = has_globals ? ref_take(ts, arguments[1])
               : ts->frame ? ref_take_object(ts, ts->frame->globals)
                           : dict_new(ts);
    *locals = NO_REF;
    if (has_locals) {
        *locals = ref_take(ts, arguments[2]);
    } else if (!has_globals && ts->frame) {
        *locals = frame_locals(ts, ts->frame);
    }
    bool ok = !error_is_set(ts);
    Value name = known_name(ts, NAME_BUILTINS);
    if (ok && dict_contains(ts, value_object(borrow(*globals)), name) == 0) {
        ok = dict_set(ts, value_object(borrow(*globals)), name,
                      object_value(ts->interpreter->builtins));
    }
    return ok;
}

// Calls a function made of such code, without arguments. It has no namespace of its own but its
// registers.
static Ref call_code(ThreadState *ts, Value code, Value globals, bool has_locals) ATTACHED {
    if (has_locals && ((Code *)value_object(code))->flags & CODE_MODULE) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "gilt runs code with await at its top level in one namespace only");
    }
    Value parts[] = {code, globals};
    Value type = object_value((Object *)builtin_type(ts, KIND_FUNCTION));
    Ref function = value_call(ts, type, parts, 2);
    Ref result = ref_is_null(function) ? NO_REF : value_call(ts, borrow(function), NULL, 0);
    ref_drop(ts, function);
    return result;
}

// Runs code that has no free variables. `locals` may be null.
static Ref run_code(ThreadState *ts, Value v, Value globals, Value locals) ATTACHED {
    Code *code = (Code *)value_object(v);
    bool is_function = !(code->flags & (CODE_MODULE | CODE_CLASS_BODY));
    if (is_function || code->flags & CODE_COROUTINE) { // its parameters are to be checked
        return call_code(ts, v, globals, !value_is_null(locals));
    }
    return execute_code(ts, code, value_object(globals), locals);
}

static Ref run(ThreadState *ts, const Value *arguments, const char *function,
               SourceMode mode) ATTACHED {
    Ref globals = NO_REF;
    Ref locals = NO_REF;
    Ref code = NO_REF;
    Ref result = NO_REF;
    if (find_namespaces(ts, mode == SOURCE_EXPRESSION, arguments, &globals, &locals)) {
        bool same = ref_is_null(locals) || value_same(borrow(locals), borrow(globals));
        if (value_is(arguments[0], KIND_CODE)) {
            code = ref_take(ts, arguments[0]);
        } else {
            size_t size;
            char *text =
                source_text(ts, arguments[0], function, "string, bytes or code object", &size);
            size_t skip = text && mode == SOURCE_EXPRESSION ? strspn(text, " \t") : 0;
            code = text ? source_to_code(ts, text + skip, size - skip, "<string>", mode,
                                         same ? 0 : SOURCE_LOCALS)
                        : NO_REF;
            buffer_free(ts, text);
        }
        if (!ref_is_null(code) && ((Code *)value_object(borrow(code)))->n_free > 0) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "code object passed to %s() may not contain free variables", function);
        } else if (!ref_is_null(code)) {
            result =
                run_code(ts, borrow(code), borrow(globals), same ? NO_VALUE : borrow(locals));
        }
    }
    ref_drop(ts, code);
    ref_drop(ts, locals);
    ref_drop(ts, globals);
    return result;
}

static Ref builtin_eval(ThreadState *ts, const Value *arguments) ATTACHED {
    return run(ts, arguments, "eval", SOURCE_EXPRESSION);
}

static Ref builtin_exec(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref result = run(ts, arguments, "exec", SOURCE_MODULE);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok ? owned(NONE) : NO_REF;
}

static Ref builtin_globals(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return ts->frame ? ref_take_object(ts, ts->frame->globals) : dict_new(ts);
}

static Ref builtin_locals(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return ts->frame ? frame_locals(ts, ts->frame) : dict_new(ts);
}

const NativeDef source_builtins[] = {
    {"compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)",
     builtin_compile,
     "Compile source into a code object that can be executed by exec() or eval().", 0},
    {"eval(source, /, globals=None, locals=None)", builtin_eval, "Evaluate an expression.", 0},
    {"exec(source, /, globals=None, locals=None)", builtin_exec, "Execute statements.", 0},
    {"globals()", builtin_globals, "Return the dictionary of the current module's names.", 0},
    {"locals()", builtin_locals, "Return a dictionary of the current local names.", 0},
    {NULL, NULL, NULL, 0},
};
