// Unparsing. See unparse.h. An expression is put in parentheses where its own precedence is
// lower than the place demands.
#include "compiler/unparse.h"

#include <stdio.h>
#include <string.h>

typedef enum Precedence {
    PRECEDENCE_NAMED,
    PRECEDENCE_TUPLE,
    PRECEDENCE_TEST,
    PRECEDENCE_OR,
    PRECEDENCE_AND,
    PRECEDENCE_NOT,
    PRECEDENCE_COMPARE,
    PRECEDENCE_BIT_OR,
    PRECEDENCE_BIT_XOR,
    PRECEDENCE_BIT_AND,
    PRECEDENCE_SHIFT,
    PRECEDENCE_SUM,
    PRECEDENCE_TERM,
    PRECEDENCE_FACTOR,
    PRECEDENCE_POWER,
    PRECEDENCE_AWAIT,
    PRECEDENCE_ATOM,
} Precedence;

// Deeper trees are refused.
#define UNPARSE_DEPTH 2000

typedef struct Writer {
    Arena *arena;
    char *text;
    size_t length, capacity;
    int depth;
    bool has_failed;
} Writer;

static void write_expr(Writer *w, const Expr *expr, Precedence place);

static void write_bytes(Writer *w, const char *bytes, size_t length) {
    if (w->length + length + 1 > w->capacity) {
        size_t capacity = (w->capacity + length + 32) * 2;
        char *text = arena_alloc(w->arena, capacity);
        if (!text) {
            w->has_failed = true;
            return;
        }
        if (w->length) {
            memcpy(text, w->text, w->length);
        }
        w->text = text;
        w->capacity = capacity;
    }
    memcpy(w->text + w->length, bytes, length);
    w->length += length;
    w->text[w->length] = 0;
}

static void put(Writer *w, const char *text) {
    write_bytes(w, text, strlen(text));
}

static void write_name(Writer *w, const Name *name) {
    write_bytes(w, name->bytes, name->length);
}

// --- constants ---

// Writes text as repr() does.
static void write_quoted(Writer *w, const char *text, size_t size, bool is_bytes) {
    char quote = memchr(text, '\'', size) && !memchr(text, '"', size) ? '"' : '\'';
    write_bytes(w, &quote, 1);
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        char escape[8];
        if (byte == '\\' || byte == (unsigned char)quote) {
            snprintf(escape, sizeof(escape), "\\%c", byte);
        } else if (byte == '\n' || byte == '\t' || byte == '\r') {
            snprintf(escape, sizeof(escape), "\\%c",
                     byte == '\n'   ? 'n'
                     : byte == '\t' ? 't'
                                    : 'r');
        } else if (byte < ' ' || byte == 127 || (byte > 127 && is_bytes)) {
            snprintf(escape, sizeof(escape), "\\x%02x", byte);
        } else {
            snprintf(escape, sizeof(escape), "%c", byte);
        }
        put(w, escape);
    }
    write_bytes(w, &quote, 1);
}

static void write_double(Writer *w, double number, const char *suffix) {
    char text[48];
    for (int digits = 1; digits <= 17; digits++) {
        double back;
        snprintf(text, sizeof(text), "%.*g", digits, number);
        if (sscanf(text, "%lf", &back) == 1 && back == number) {
            break;
        }
    }
    if (strstr(text, "inf")) {
        snprintf(text, sizeof(text), "1e309");
    }
    put(w, text);
    put(w, *suffix || strpbrk(text, ".e") ? "" : ".0");
    put(w, suffix);
}

static void write_literal(Writer *w, const Literal *literal) {
    char number[32];
    switch (literal->kind) {
    case CONSTANT_NONE:
        put(w, "None");
        break;
    case CONSTANT_TRUE:
        put(w, "True");
        break;
    case CONSTANT_FALSE:
        put(w, "False");
        break;
    case CONSTANT_ELLIPSIS:
        put(w, "...");
        break;
    case CONSTANT_INT:
        snprintf(number, sizeof(number), "%lld", (long long)literal->as.integer);
        put(w, number);
        break;
    case CONSTANT_BIG_INT:
        put(w, literal->as.big.base == 16  ? "0x"
               : literal->as.big.base == 8 ? "0o"
               : literal->as.big.base == 2 ? "0b"
                                           : "");
        write_bytes(w, literal->as.big.digits, literal->as.big.length);
        break;
    case CONSTANT_FLOAT:
        write_double(w, literal->as.real, "");
        break;
    case CONSTANT_COMPLEX:
        write_double(w, literal->as.imaginary, "j");
        break;
    default:
        if (literal->kind == CONSTANT_BYTES) {
            put(w, "b");
        }
        write_quoted(w, literal->as.text.bytes, literal->as.text.size,
                     literal->kind == CONSTANT_BYTES);
        break;
    }
}

// --- operators ---

static void open_if(Writer *w, bool condition) {
    put(w, condition ? "(" : "");
}

static void close_if(Writer *w, bool condition) {
    put(w, condition ? ")" : "");
}

static void write_binary(Writer *w, const Expr *expr, Precedence place) {
    static const struct {
        const char *text;
        Precedence precedence;
    } operators[] = {
        [BINARY_ADD] = {" + ", PRECEDENCE_SUM},
        [BINARY_SUBTRACT] = {" - ", PRECEDENCE_SUM},
        [BINARY_MULTIPLY] = {" * ", PRECEDENCE_TERM},
        [BINARY_MATRIX_MULTIPLY] = {" @ ", PRECEDENCE_TERM},
        [BINARY_DIVIDE] = {" / ", PRECEDENCE_TERM},
        [BINARY_MODULO] = {" % ", PRECEDENCE_TERM},
        [BINARY_POWER] = {" ** ", PRECEDENCE_POWER},
        [BINARY_LEFT_SHIFT] = {" << ", PRECEDENCE_SHIFT},
        [BINARY_RIGHT_SHIFT] = {" >> ", PRECEDENCE_SHIFT},
        [BINARY_OR] = {" | ", PRECEDENCE_BIT_OR},
        [BINARY_XOR] = {" ^ ", PRECEDENCE_BIT_XOR},
        [BINARY_AND] = {" & ", PRECEDENCE_BIT_AND},
        [BINARY_FLOOR_DIVIDE] = {" // ", PRECEDENCE_TERM},
    };
    Precedence own = operators[expr->as.binary.operator].precedence;
    bool is_power = expr->as.binary.operator== BINARY_POWER;
    open_if(w, place > own);
    write_expr(w, expr->as.binary.left, own + is_power);
    put(w, operators[expr->as.binary.operator].text);
    write_expr(w, expr->as.binary.right, own + !is_power);
    close_if(w, place > own);
}

static void write_unary(Writer *w, const Expr *expr, Precedence place) {
    static const char *const operators[] = {
        [UNARY_INVERT] = "~", [UNARY_NOT] = "not ", [UNARY_PLUS] = "+", [UNARY_MINUS] = "-"};
    Precedence own = expr->as.unary.operator== UNARY_NOT ? PRECEDENCE_NOT : PRECEDENCE_FACTOR;
    open_if(w, place > own);
    put(w, operators[expr->as.unary.operator]);
    write_expr(w, expr->as.unary.operand, own);
    close_if(w, place > own);
}

static void write_bool_op(Writer *w, const Expr *expr, Precedence place) {
    bool is_and = expr->as.bool_op.operator== BOOL_AND;
    Precedence own = is_and ? PRECEDENCE_AND : PRECEDENCE_OR;
    open_if(w, place > own);
    for (size_t i = 0; i < expr->as.bool_op.values.length; i++) {
        put(w, i == 0 ? "" : is_and ? " and " : " or ");
        write_expr(w, expr->as.bool_op.values.items[i], own + 1);
    }
    close_if(w, place > own);
}

static void write_compare(Writer *w, const Expr *expr, Precedence place) {
    static const char *const operators[] = {
        [COMPARE_EQUAL] = " == ",  [COMPARE_NOT_EQUAL] = " != ",
        [COMPARE_LESS] = " < ",    [COMPARE_LESS_EQUAL] = " <= ",
        [COMPARE_GREATER] = " > ", [COMPARE_GREATER_EQUAL] = " >= ",
        [COMPARE_IS] = " is ",     [COMPARE_IS_NOT] = " is not ",
        [COMPARE_IN] = " in ",     [COMPARE_NOT_IN] = " not in "};
    open_if(w, place > PRECEDENCE_COMPARE);
    write_expr(w, expr->as.compare.left, PRECEDENCE_COMPARE + 1);
    for (size_t i = 0; i < expr->as.compare.comparators.length; i++) {
        put(w, operators[expr->as.compare.operators[i]]);
        write_expr(w, expr->as.compare.comparators.items[i], PRECEDENCE_COMPARE + 1);
    }
    close_if(w, place > PRECEDENCE_COMPARE);
}

// --- displays, calls, comprehensions ---

static void write_items(Writer *w, ExprList items) {
    for (size_t i = 0; i < items.length; i++) {
        put(w, i ? ", " : "");
        write_expr(w, items.items[i], PRECEDENCE_TEST);
    }
}

static void write_tuple(Writer *w, const Expr *expr, Precedence place) {
    ExprList items = expr->as.sequence.items;
    bool is_enclosed = items.length == 0 || place > PRECEDENCE_TUPLE;
    open_if(w, is_enclosed);
    write_items(w, items);
    put(w, items.length == 1 ? "," : "");
    close_if(w, is_enclosed);
}

static void write_dict(Writer *w, const Expr *expr) {
    put(w, "{");
    for (size_t i = 0; i < expr->as.dict.keys.length; i++) {
        put(w, i ? ", " : "");
        if (expr->as.dict.keys.items[i]) {
            write_expr(w, expr->as.dict.keys.items[i], PRECEDENCE_TEST);
            put(w, ": ");
            write_expr(w, expr->as.dict.values.items[i], PRECEDENCE_TEST);
        } else {
            put(w, "**");
            write_expr(w, expr->as.dict.values.items[i], PRECEDENCE_BIT_OR);
        }
    }
    put(w, "}");
}

static void write_generators(Writer *w, ComprehensionList generators) {
    for (size_t i = 0; i < generators.length; i++) {
        const Comprehension *part = &generators.items[i];
        put(w, part->is_async ? " async for " : " for ");
        write_expr(w, part->target, PRECEDENCE_TUPLE);
        put(w, " in ");
        write_expr(w, part->iterable, PRECEDENCE_TEST + 1);
        for (size_t k = 0; k < part->conditions.length; k++) {
            put(w, " if ");
            write_expr(w, part->conditions.items[k], PRECEDENCE_TEST + 1);
        }
    }
}

static void write_comprehension(Writer *w, const Expr *expr) {
    const char *brackets = expr->kind == EXPR_LIST_COMP   ? "[]"
                           : expr->kind == EXPR_GENERATOR ? "()"
                                                          : "{}";
    write_bytes(w, brackets, 1);
    if (expr->kind == EXPR_DICT_COMP) {
        write_expr(w, expr->as.dict_comp.key, PRECEDENCE_TEST);
        put(w, ": ");
        write_expr(w, expr->as.dict_comp.value, PRECEDENCE_TEST);
        write_generators(w, expr->as.dict_comp.generators);
    } else {
        write_expr(w, expr->as.comprehension.element, PRECEDENCE_TEST);
        write_generators(w, expr->as.comprehension.generators);
    }
    write_bytes(w, brackets + 1, 1);
}

static void write_call(Writer *w, const Expr *expr) {
    ExprList arguments = expr->as.call.arguments;
    KeywordList keywords = expr->as.call.keywords;
    write_expr(w, expr->as.call.function, PRECEDENCE_ATOM);
    if (arguments.length == 1 && keywords.length == 0 &&
        arguments.items[0]->kind == EXPR_GENERATOR) {
        write_expr(w, arguments.items[0], PRECEDENCE_TEST);
        return;
    }
    put(w, "(");
    write_items(w, arguments);
    for (size_t i = 0; i < keywords.length; i++) {
        put(w, i || arguments.length ? ", " : "");
        if (keywords.items[i].name) {
            write_name(w, keywords.items[i].name);
            put(w, "=");
        } else {
            put(w, "**");
        }
        write_expr(w, keywords.items[i].value, PRECEDENCE_TEST);
    }
    put(w, ")");
}

static void write_slice(Writer *w, const Expr *expr) {
    if (expr->as.slice.lower) {
        write_expr(w, expr->as.slice.lower, PRECEDENCE_TEST);
    }
    put(w, ":");
    if (expr->as.slice.upper) {
        write_expr(w, expr->as.slice.upper, PRECEDENCE_TEST);
    }
    if (expr->as.slice.step) {
        put(w, ":");
        write_expr(w, expr->as.slice.step, PRECEDENCE_TEST);
    }
}

// --- lambda, conditional, f-strings ---

// Writes one parameter of a lambda, after a comma if it is not the first.
static void write_parameter(Writer *w, const char *star, const Parameter *parameter,
                            const Expr *value, bool *is_first) {
    put(w, *is_first ? " " : ", ");
    *is_first = false;
    put(w, star);
    if (parameter) {
        write_name(w, parameter->name);
    }
    if (value) {
        put(w, "=");
        write_expr(w, value, PRECEDENCE_TEST);
    }
}

static void write_lambda(Writer *w, const Expr *expr, Precedence place) {
    const Parameters *p = expr->as.lambda.parameters;
    size_t n = p->positional_only_length + p->positional_length;
    size_t first_default = n - p->defaults.length;
    bool is_first = true;
    open_if(w, place > PRECEDENCE_TEST);
    put(w, "lambda");
    for (size_t i = 0; i < n; i++) {
        bool is_only = i < p->positional_only_length;
        const Parameter *parameter =
            is_only ? &p->positional_only[i] : &p->positional[i - p->positional_only_length];
        write_parameter(w, "", parameter,
                        i >= first_default ? p->defaults.items[i - first_default] : NULL,
                        &is_first);
        put(w, i + 1 == p->positional_only_length ? ", /" : "");
    }
    if (p->variadic || p->keyword_only_length) {
        write_parameter(w, "*", p->variadic, NULL, &is_first);
    }
    for (size_t i = 0; i < p->keyword_only_length; i++) {
        write_parameter(w, "", &p->keyword_only[i], p->keyword_defaults.items[i], &is_first);
    }
    if (p->keywords) {
        write_parameter(w, "**", p->keywords, NULL, &is_first);
    }
    put(w, ": ");
    write_expr(w, expr->as.lambda.body, PRECEDENCE_TEST);
    close_if(w, place > PRECEDENCE_TEST);
}

static void write_conditional(Writer *w, const Expr *expr, Precedence place) {
    open_if(w, place > PRECEDENCE_TEST);
    write_expr(w, expr->as.conditional.body, PRECEDENCE_TEST + 1);
    put(w, " if ");
    write_expr(w, expr->as.conditional.test, PRECEDENCE_TEST + 1);
    put(w, " else ");
    write_expr(w, expr->as.conditional.orelse, PRECEDENCE_TEST);
    close_if(w, place > PRECEDENCE_TEST);
}

static void write_format(Writer *w, const Expr *expr);

// Writes the inside of an f-string, not yet quoted.
static void write_format_parts(Writer *w, ExprList values) {
    for (size_t i = 0; i < values.length; i++) {
        const Expr *part = values.items[i];
        if (part->kind != EXPR_CONSTANT) {
            write_format(w, part);
            continue;
        }
        const char *text = part->as.constant.as.text.bytes;
        for (size_t k = 0; k < part->as.constant.as.text.size; k++) {
            put(w, text[k] == '{' || text[k] == '}' ? (text[k] == '{' ? "{" : "}") : "");
            write_bytes(w, text + k, 1);
        }
    }
}

static void write_format(Writer *w, const Expr *expr) {
    if (expr->kind == EXPR_JOINED_STR) {
        write_format_parts(w, expr->as.joined.values);
        return;
    }
    Writer inner = {.arena = w->arena, .depth = w->depth};
    write_expr(&inner, expr->as.formatted.value, PRECEDENCE_TEST + 1);
    w->has_failed |= inner.has_failed;
    put(w, inner.length && inner.text[0] == '{' ? "{ " : "{");
    write_bytes(w, inner.length ? inner.text : "", inner.length);
    if (expr->as.formatted.conversion > 0) {
        char conversion[3] = {'!', (char)expr->as.formatted.conversion, 0};
        put(w, conversion);
    }
    if (expr->as.formatted.spec) {
        put(w, ":");
        write_format(w, expr->as.formatted.spec);
    }
    put(w, "}");
}

static void write_joined(Writer *w, const Expr *expr) {
    Writer inner = {.arena = w->arena, .depth = w->depth};
    write_format(&inner, expr);
    w->has_failed |= inner.has_failed;
    put(w, "f");
    write_quoted(w, inner.length ? inner.text : "", inner.length, false);
}

static void write_yield(Writer *w, const Expr *expr) {
    put(w, expr->kind == EXPR_YIELD ? "(yield" : "(yield from ");
    if (expr->as.yield.value) {
        put(w, expr->kind == EXPR_YIELD ? " " : "");
        write_expr(w, expr->as.yield.value, PRECEDENCE_TEST);
    }
    put(w, ")");
}

// --- the dispatch ---

static void write_postfix(Writer *w, const Expr *expr) {
    if (expr->kind == EXPR_ATTRIBUTE) {
        const Expr *value = expr->as.attribute.value;
        write_expr(w, value, PRECEDENCE_ATOM);
        bool is_int =
            value->kind == EXPR_CONSTANT && (value->as.constant.kind == CONSTANT_INT ||
                                             value->as.constant.kind == CONSTANT_BIG_INT);
        put(w, is_int ? " ." : ".");
        write_name(w, expr->as.attribute.name);
    } else {
        write_expr(w, expr->as.subscript.value, PRECEDENCE_ATOM);
        put(w, "[");
        write_expr(w, expr->as.subscript.index, PRECEDENCE_TUPLE);
        put(w, "]");
    }
}

static void write_prefixed(Writer *w, const Expr *expr, Precedence place) {
    switch (expr->kind) {
    case EXPR_AWAIT:
        open_if(w, place > PRECEDENCE_AWAIT);
        put(w, "await ");
        write_expr(w, expr->as.yield.value, PRECEDENCE_ATOM);
        close_if(w, place > PRECEDENCE_AWAIT);
        break;
    case EXPR_NAMED:
        open_if(w, place > PRECEDENCE_NAMED);
        write_expr(w, expr->as.named.target, PRECEDENCE_ATOM);
        put(w, " := ");
        write_expr(w, expr->as.named.value, PRECEDENCE_ATOM);
        close_if(w, place > PRECEDENCE_NAMED);
        break;
    default:
        put(w, "*");
        write_expr(w, expr->as.starred.value, PRECEDENCE_BIT_OR);
        break;
    }
}

// Operators; false if `expr` is none.
static bool write_operator(Writer *w, const Expr *expr, Precedence place) {
    switch (expr->kind) {
    case EXPR_BOOL_OP:
        write_bool_op(w, expr, place);
        return true;
    case EXPR_BINARY:
        write_binary(w, expr, place);
        return true;
    case EXPR_UNARY:
        write_unary(w, expr, place);
        return true;
    case EXPR_COMPARE:
        write_compare(w, expr, place);
        return true;
    case EXPR_CONDITIONAL:
        write_conditional(w, expr, place);
        return true;
    default:
        return false;
    }
}

static void write_kind(Writer *w, const Expr *expr, Precedence place) {
    if (write_operator(w, expr, place)) {
        return;
    }
    switch (expr->kind) {
    case EXPR_LAMBDA:
        write_lambda(w, expr, place);
        break;
    case EXPR_DICT:
        write_dict(w, expr);
        break;
    case EXPR_SET:
    case EXPR_LIST:
        put(w, expr->kind == EXPR_SET ? "{" : "[");
        write_items(w, expr->as.sequence.items);
        put(w, expr->kind == EXPR_SET ? "}" : "]");
        break;
    case EXPR_TUPLE:
        write_tuple(w, expr, place);
        break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR:
        write_comprehension(w, expr);
        break;
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        write_yield(w, expr);
        break;
    case EXPR_CALL:
        write_call(w, expr);
        break;
    case EXPR_FORMATTED_VALUE:
    case EXPR_JOINED_STR:
        write_joined(w, expr);
        break;
    case EXPR_CONSTANT:
        write_literal(w, &expr->as.constant);
        break;
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
        write_postfix(w, expr);
        break;
    case EXPR_NAME:
        write_name(w, expr->as.name.id);
        break;
    case EXPR_SLICE:
        write_slice(w, expr);
        break;
    case EXPR_AWAIT:
    case EXPR_NAMED:
    case EXPR_STARRED:
        write_prefixed(w, expr, place);
        break;
    default:
        break;
    }
}

static void write_expr(Writer *w, const Expr *expr, Precedence place) {
    if (++w->depth > UNPARSE_DEPTH) {
        w->has_failed = true;
    } else {
        write_kind(w, expr, place);
    }
    w->depth--;
}

const char *unparse_expr(Arena *arena, const Expr *expr, size_t *length) {
    Writer writer = {.arena = arena};
    write_expr(&writer, expr, PRECEDENCE_TEST);
    *length = writer.length;
    return writer.has_failed ? NULL : writer.text;
}
