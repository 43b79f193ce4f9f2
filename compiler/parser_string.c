// Strings and f-strings: decoding, implicit concatenation, replacement fields.
//
// A run of adjacent literals becomes one node. Its PARTS are gathered first, in order:
// constants (the pieces of text) and formatted values. Then neighbouring constants are joined,
// empty ones dropped.
#include <string.h>

#include "compiler/literal.h"
#include "compiler/parser_internal.h"

// Decodes `text` into a new constant at `range`. Errors are reported at token `blame`.
static Expr *decode_text(Parser *p, StringText text, SourceRange range, uint32_t blame) {
    Expr *expr = parser_new_expr_at(p, EXPR_CONSTANT, range);
    char *bytes = parser_alloc(p, text.size + 1);
    if (expr == NULL || bytes == NULL) {
        return NULL;
    }
    Literal *constant = &expr->as.constant;
    constant->kind = text.is_bytes ? CONSTANT_BYTES : CONSTANT_STR;
    constant->as.text.bytes = bytes;
    const char *warning;
    char message[LITERAL_MESSAGE_SIZE];
    switch (literal_decode(p->arena, text, bytes, &constant->as.text.size, &warning, message)) {
    case LITERAL_OK:
        break;
    case LITERAL_NO_MEMORY:
        return parser_fail_memory(p);
    case LITERAL_ERROR:
        return parser_fail_token(p, blame, "%s", message);
    }
    if (warning != NULL && !p->is_hinting) {
        lexer_warn(p->lexer, range, false, warning);
    }
    return expr;
}

static Expr *parse_plain_string(Parser *p) {
    uint32_t at = p->position++;
    const Token *token = &p->tokens[at];
    const char *text = p->source->text + token->start;
    size_t size = token->end - token->start;
    StringShape shape = literal_read_shape(text, size);
    StringText inside = {
        .bytes = text + shape.prefix_size + shape.quote_size,
        .size = size - shape.prefix_size - 2 * shape.quote_size,
        .is_raw = shape.is_raw,
        .is_bytes = shape.is_bytes,
    };
    SourceRange range = parser_range(p, at);
    if (shape.is_bytes) {
        for (size_t i = 0; i < inside.size; i++) {
            if ((unsigned char)inside.bytes[i] >= 0x80) {
                return parser_fail_token(p, at,
                                         "bytes can only contain ASCII literal characters");
            }
        }
    }
    Expr *expr = decode_text(p, inside, range, at);
    if (expr != NULL) {
        expr->as.constant.has_u_prefix = shape.is_unicode;
    }
    return expr;
}

// --- joining ---

// Joins `count` constants into one that spans them.
static Expr *join_constants(Parser *p, void **parts, size_t count) {
    Expr *first = parts[0], *last = parts[count - 1];
    if (count == 1) {
        return first;
    }
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        size += ((Expr *)parts[i])->as.constant.as.text.size;
    }
    Expr *joined = parser_new_expr_at(p, EXPR_CONSTANT, range_join(first->range, last->range));
    char *bytes = parser_alloc(p, size + 1);
    if (joined == NULL || bytes == NULL) {
        return NULL;
    }
    joined->as.constant = first->as.constant;
    joined->as.constant.as.text.bytes = bytes;
    joined->as.constant.as.text.size = size;
    for (size_t i = 0; i < count; i++) {
        const Literal *constant = &((Expr *)parts[i])->as.constant;
        memcpy(bytes, constant->as.text.bytes, constant->as.text.size);
        bytes += constant->as.text.size;
    }
    return joined;
}

// Replaces the parts above `mark` by a list in which no two constants are neighbours and none
// is empty.
static bool take_parts(Parser *p, size_t mark, ExprList *list) {
    size_t kept = mark;
    for (size_t i = mark; i < p->scratch_length;) {
        size_t end = i;
        while (end < p->scratch_length && ((Expr *)p->scratch[end])->kind == EXPR_CONSTANT) {
            end++;
        }
        if (end == i) {
            p->scratch[kept++] = p->scratch[i++];
            continue;
        }
        Expr *joined = join_constants(p, p->scratch + i, end - i);
        if (joined == NULL) {
            return false;
        }
        if (joined->as.constant.as.text.size > 0) {
            p->scratch[kept++] = joined;
        }
        i = end;
    }
    p->scratch_length = kept;
    return parser_take_pointers(p, mark, &list->items, &list->length);
}

// --- replacement fields ---

static bool push_fstring_parts(Parser *p, TokenKind close, bool is_raw);

// The format spec behind the colon, up to the closing brace (not stepped over).
static Expr *parse_format_spec(Parser *p) {
    uint32_t start = p->position - 1;
    size_t mark = p->scratch_length;
    // CPython: escapes in a format spec are decoded even in a raw f-string.
    if (!push_fstring_parts(p, TOKEN_RIGHT_BRACE, false)) {
        return NULL;
    }
    Expr *spec = parser_new_expr(p, EXPR_JOINED_STR, start);
    if (spec == NULL || !take_parts(p, mark, &spec->as.joined.values)) {
        return NULL;
    }
    return spec;
}

// `!r`: reads the letter; -1 without one. False if it is malformed.
static bool parse_conversion(Parser *p, int *conversion) {
    *conversion = -1;
    if (!parser_accept(p, TOKEN_EXCLAMATION)) {
        return true;
    }
    uint32_t mark = p->position - 1;
    const Token *token = &p->tokens[p->position];
    const Name *name = parser_accept_name(p);
    if (name == NULL) {
        p->position = mark;
        return false;
    }
    if (p->tokens[mark].end != token->start) {
        parser_fail_range(p, parser_range(p, mark),
                          "f-string: conversion type must come right after the exclamanation "
                          "mark");
        return false;
    }
    if (name->length != 1 || strchr("sra", name->bytes[0]) == NULL) {
        parser_fail_token(
            p, p->position - 1,
            "f-string: invalid conversion character %s%s%s: expected 's', 'r', or "
            "'a'",
            "'", name->bytes, "'");
        return false;
    }
    *conversion = name->bytes[0];
    return true;
}

// The text of `{text=}`: from behind the brace to the token that ends it, without comments.
static Expr *copy_debug_text(Parser *p, uint32_t brace, uint32_t terminator,
                             SourceRange range) {
    uint32_t start = p->tokens[brace].end;
    uint32_t size = p->tokens[terminator].start - start;
    const char *text = p->source->text + start;
    Expr *expr = parser_new_expr_at(p, EXPR_CONSTANT, range);
    char *copy = parser_alloc(p, size + 1);
    if (expr == NULL || copy == NULL) {
        return NULL;
    }
    size_t length = 0;
    char quote = '\0';
    for (uint32_t i = 0; i < size; i++) {
        char c = text[i];
        if (quote == '\0' && c == '#') {
            while (i < size && text[i] != '\n') {
                i++;
            }
            if (i == size) {
                break;
            }
            c = text[i];
        } else if (c == '"' || c == '\'') {
            quote = quote == '\0' ? c : quote == c ? '\0' : quote;
        }
        copy[length++] = c;
    }
    expr->as.constant.kind = CONSTANT_STR;
    expr->as.constant.as.text.bytes = copy;
    expr->as.constant.as.text.size = length;
    return expr;
}

// Pushes the text of a `=` field before its value; `range` is the field's up to the terminator.
static bool push_debug_text(Parser *p, uint32_t brace, uint32_t terminator) {
    const Token *first = &p->tokens[brace], *end = &p->tokens[terminator];
    SourceRange range = {first->line, first->column + 1, end->line, end->column};
    if (end->kind == TOKEN_EXCLAMATION) {
        // CPython measures from the token behind: the conversion's letter, the spec's first
        // part.
        range.end_column = p->tokens[terminator + 1].column - 1;
        range.end_line = p->tokens[terminator + 1].line;
    }
    Expr *text = copy_debug_text(p, brace, terminator, range);
    return text != NULL && parser_push(p, text);
}

// Reads a field without its error hints; pushes one or two parts.
static bool push_field_parts(Parser *p) {
    uint32_t start = p->position++;
    Expr *value = parse_annotated_rhs(p);
    if (value == NULL) {
        return false;
    }
    bool is_debug = parser_accept(p, TOKEN_EQUAL);
    uint32_t terminator = p->position;
    int conversion;
    if (!parse_conversion(p, &conversion)) {
        return false;
    }
    Expr *spec = NULL;
    if (parser_accept(p, TOKEN_COLON)) {
        spec = parse_format_spec(p);
        if (spec == NULL) {
            return false;
        }
    }
    if (!parser_accept(p, TOKEN_RIGHT_BRACE)) {
        return false;
    }
    if (is_debug && conversion == -1 && spec == NULL) {
        conversion = 'r';
    }
    Expr *field = parser_new_expr(p, EXPR_FORMATTED_VALUE, start);
    if (field == NULL || (is_debug && !push_debug_text(p, start, terminator))) {
        return false;
    }
    field->as.formatted.value = value;
    field->as.formatted.conversion = conversion;
    field->as.formatted.spec = spec;
    return parser_push(p, field);
}

static bool push_field(Parser *p) {
    uint32_t start = p->position;
    if (push_field_parts(p)) {
        return true;
    }
    p->position = start;
    if (parser_wants_hints(p) && !parser_is_stopped(p)) {
        hint_fstring_field(p);
    }
    return false;
}

// Pushes text and fields up to the closing token, which is not stepped over.
static bool push_fstring_parts(Parser *p, TokenKind close, bool is_raw) {
    while (!parser_at(p, close)) {
        if (parser_at(p, TOKEN_FSTRING_MIDDLE)) {
            const Token *token = &p->tokens[p->position++];
            StringText text = {.bytes = p->source->text + token->start,
                               .size = token->end - token->start,
                               .is_raw = is_raw,
                               .is_before_brace = true};
            if (parser_is_stopped(p)) {
                return false;
            }
            // CPython blames the token it has read last, the one behind.
            uint32_t blame = p->position;
            Expr *part = decode_text(p, text, parser_range(p, p->position - 1), blame);
            if (part == NULL || !parser_push(p, part)) {
                return false;
            }
        } else if (!parser_at(p, TOKEN_LEFT_BRACE) || !push_field(p)) {
            return false;
        }
    }
    return true;
}

// --- the run of literals ---

typedef struct StringRun {
    bool has_format;
    bool has_bytes;
    bool has_text;
} StringRun;

// Pushes the parts of one literal.
static bool push_literal(Parser *p, StringRun *run) {
    if (parser_at(p, TOKEN_STRING)) {
        Expr *part = parse_plain_string(p);
        if (part == NULL) {
            return false;
        }
        run->has_bytes |= part->as.constant.kind == CONSTANT_BYTES;
        run->has_text |= part->as.constant.kind == CONSTANT_STR;
        return parser_push(p, part);
    }
    const Token *token = &p->tokens[p->position++];
    run->has_format = run->has_text = true;
    StringShape shape =
        literal_read_shape(p->source->text + token->start, token->end - token->start);
    return push_fstring_parts(p, TOKEN_FSTRING_END, shape.is_raw) &&
           parser_accept(p, TOKEN_FSTRING_END);
}

// True if a constant pushed earlier in this run is followed by nothing but this one.
static Expr *parse_string_run(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    StringRun run = {0};
    do {
        if (!push_literal(p, &run)) {
            return NULL;
        }
    } while (parser_at(p, TOKEN_STRING) || parser_at(p, TOKEN_FSTRING_START));
    if (run.has_bytes && run.has_text) {
        return parser_fail_last(p, "cannot mix bytes and nonbytes literals");
    }
    if (!run.has_format) {
        Expr *joined = join_constants(p, p->scratch + mark, p->scratch_length - mark);
        p->scratch_length = mark;
        return joined;
    }
    Expr *expr = parser_new_expr(p, EXPR_JOINED_STR, start);
    return expr != NULL && take_parts(p, mark, &expr->as.joined.values) ? expr : NULL;
}

static void *strings_rule(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    if (!parser_enter(p)) {
        return NULL;
    }
    Expr *expr = parse_string_run(p);
    parser_leave(p);
    if (expr == NULL) {
        p->position = start;
        p->scratch_length = mark;
    }
    return expr;
}

Expr *parse_strings(Parser *p) {
    return parser_memoise(p, MEMO_STRINGS, strings_rule);
}
