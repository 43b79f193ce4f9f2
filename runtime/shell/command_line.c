// Reading the command line. Options mirror CPython's where it has them.
#include "runtime/shell/command_line.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/timeline_writers.h"
#include "vm/thread/event_log.h"
#include "vm/thread/gil_policy.h"
#include "vm/thread/refcount_mode.h"

#define RUNS_DEFAULT       5
#define RUNS_MAX           1000
#define CHECK_INTERVAL_MAX 1000000000
#define THREADS_MAX        1000
#define THREADS_DEFAULT    4

static const char HELP_HEAD[] =
    "usage: gilt [options] [-c CODE | -m MODULE | SCRIPT | -] [ARGUMENTS]\n"
    "       gilt compare [options] SCRIPT [ARGUMENTS]\n"
    "       gilt timeline [options] SCRIPT [ARGUMENTS]\n"
    "       gilt models SCRIPT:FUNCTION [ARGUMENTS] | gilt models --costs\n"
    "       gilt dis [--switch-points] FILE\n"
    "       gilt serve-httpbin [--port N] [--bind ADDRESS]\n"
    "\n"
    "Runs Python 3 programs, with a global interpreter lock that can be switched off.\n"
    "Without a script it starts the prompt; type %help there. (A pipe or a file\n"
    "instead of the keyboard is run as a program, unless there is -i.)\n"
    "\n"
    "options:\n"
    "  --gil=MODE           on (the default, the same as py310), off, or one of\n"
    "                       these; also -X gil=1|0 and PYTHON_GIL=1|0\n";

static const char HELP_TAIL[] =
    "  --refcount=HOW       how threads count references without the GIL: biased\n"
    "                       (the default), atomic, or racy, which loses counts and\n"
    "                       reports them\n"
    "  --switch-interval=S  seconds a thread waits for the GIL before it asks for it\n"
    "                       (0.005; for py32 and later, and fifo)\n"
    "  --check-interval=N   instructions between two releases of the GIL (py22: 10,\n"
    "                       py27: 100)\n"
    "  --timeline=FILE      write what each thread did when: who held the GIL, wanted\n"
    "                       it, slept or was blocked; FILE ends in .html, .svg, .txt,\n"
    "                       .json (Chrome) or .pftrace (Perfetto)\n"
    "  --events=N           room for the last N events of each thread (65536)\n"
    "  --threads=N          the number gil.threads (4)\n"
    "  --httpbin=WHERE      requests for httpbin.org go to a server on this machine\n"
    "                       that is started when needed (local), or to HOST:PORT;\n"
    "                       also the environment variable GILT_HTTPBIN\n"
    "  --stats              at the end, print what threads and locks did, to stderr\n"
    "  -c CODE              run CODE\n"
    "  -m MODULE            run a module as a script\n"
    "  -                    run the program read from standard input\n"
    "  -i                   go to the prompt after the script\n"
    "  -q                   no banner\n"
    "  -u                   do not buffer standard output; also PYTHONUNBUFFERED=1\n"
    "  -W FILTER            what to do with warnings: ignore, error, always, ...;\n"
    "                       also the environment variable PYTHONWARNINGS\n"
    "  -E, -I               leave out PYTHONWARNINGS and PYTHONPATH, which names more\n"
    "                       folders to look for modules in, with colons between\n"
    "  -V, --version        print the version\n"
    "  -h, --help           print this help\n"
    "\n"
    "commands, which take the options above too:\n"
    "  compare SCRIPT       run SCRIPT with the GIL on and off, in turn, and compare\n"
    "                       times and output\n"
    "      --modes LIST     under these modes: all, or some of on, off, the policies\n"
    "      --threads LIST   with gil.threads being each of these numbers, such as\n"
    "                       1,2,4; fits Amdahl's law\n"
    "      --expect EXPR    what should hold at the end, such as counter == 400000;\n"
    "                       also a comment in it: # gilt: expect counter == 400000\n"
    "      -n RUNS          counted runs of each (5), after one that is watched for\n"
    "                       collisions\n"
    "      --json           print the figures as JSON\n"
    "      --show-output    also print what the script printed\n"
    "  timeline SCRIPT      run SCRIPT and show what each thread did when\n"
    "      -o FILE          as a page, a picture or a trace, see --timeline\n"
    "      --from T --to T  only this part of the run, such as 100ms and 0.2s\n"
    "      --thread NAME    only threads with this in their name, or this number\n"
    "      --handovers      how the GIL went from thread to thread, and what took\n"
    "                       so long\n"
    "  models SCRIPT:FUNCTION [ARGUMENTS]\n"
    "                       one function as serial calls, threads with the GIL on\n"
    "                       and off, interpreters, processes and tasks: times,\n"
    "                       costs, and which to choose\n"
    "      -w N             calls, each by a worker of its own (4)\n"
    "      -n RUNS          runs of each (3)\n"
    "      --costs          instead: what a worker of each kind costs here\n"
    "  dis FILE             print the bytecode of FILE\n"
    "      --switch-points  and where the GIL may change hands, under every policy\n"
    "  serve-httpbin        a server that answers as httpbin.org does\n"
    "      --port N         at this port (8000)\n"
    "      --bind ADDRESS   at this address (127.0.0.1); 0.0.0.0 lets other\n"
    "                       machines in\n";

void command_line_print_help(void) {
    fputs(HELP_HEAD, stdout);
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        printf("%22s %-6s %s\n", "", (*policy)->name, (*policy)->models);
    }
    fputs(HELP_TAIL, stdout);
}

static bool fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Says what is wrong with the command line; always false.
static bool fail(const char *format, ...) {
    va_list details;
    va_start(details, format);
    fprintf(stderr, "gilt: ");
    vfprintf(stderr, format, details);
    fprintf(stderr, "\nTry 'gilt --help'.\n");
    va_end(details);
    return false;
}

static bool set_gil(CommandLine *out, const char *mode) {
    if (strcmp(mode, "off") == 0 || strcmp(mode, "0") == 0) {
        out->is_gil_off = true;
        return true;
    }
    out->is_gil_off = false;
    if (strcmp(mode, "on") == 0 || strcmp(mode, "1") == 0) {
        return true;
    }
    if (gil_policy_find(mode)) {
        out->policy = mode;
        return true;
    }
    char names[256] = "on, off";
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, ", %s", (*policy)->name);
    }
    return fail("unknown GIL mode '%s'. There are\n  %s", mode, names);
}

static bool set_interval(CommandLine *out, const char *text) {
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end || !(seconds > 0) || seconds > 1e6) {
        return fail("'%s' is no switch interval: a number of seconds above 0", text);
    }
    out->interval_ns = seconds * 1e9 < 1 ? 1 : (uint64_t)(seconds * 1e9);
    return true;
}

static bool set_check_interval(CommandLine *out, const char *text) {
    char *end;
    unsigned long instructions = strtoul(text, &end, 10);
    if (end == text || *end || text[0] == '-' || instructions < 1 ||
        instructions > CHECK_INTERVAL_MAX) {
        return fail("'%s' is no check interval: a number of instructions from 1 to 1000000000",
                    text);
    }
    out->check_interval = (uint32_t)instructions;
    return true;
}

// A time with a unit: 5ms, 0.25s, 100us; seconds without one. False after a message.
static bool parse_time(const char *text, uint64_t *out) {
    static const struct {
        const char *name;
        double scale;
    } UNITS[] = {{"", 1e9}, {"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"ns", 1}};
    char *end;
    double value = strtod(text, &end);
    for (size_t i = 0; end != text && i < sizeof UNITS / sizeof *UNITS; i++) {
        if (strcmp(end, UNITS[i].name) == 0 && value >= 0 && value * UNITS[i].scale < 1e18) {
            *out = (uint64_t)(value * UNITS[i].scale);
            return true;
        }
    }
    return fail("'%s' is no time: a number with s, ms, us or ns", text);
}

static bool set_events(CommandLine *out, const char *text) {
    char *end;
    unsigned long long n = strtoull(text, &end, 10);
    if (end == text || *end || text[0] == '-' || n < 16 || n > EVENT_CAPACITY_MAX) {
        return fail("--events takes a number from 16 to 16777216, not '%s'", text);
    }
    out->event_capacity = n;
    return true;
}

static bool set_timeline(CommandLine *out, const char *path) {
    out->timeline = true;
    out->timeline_file = path;
    return timeline_writer_for(path) ||
           fail("'%s': a timeline is written as %s", path, TIMELINE_FORMS);
}

static bool set_x_option(CommandLine *out, const char *option) {
    if (strncmp(option, "gil=", 4) == 0) {
        if (strcmp(option + 4, "0") != 0 && strcmp(option + 4, "1") != 0) {
            return fail("config_read_gil: PYTHON_GIL / -X gil must be \"0\" or \"1\"");
        }
        return set_gil(out, option + 4);
    }
    return true; // CPython ignores -X options it does not know
}

static bool set_refcount(CommandLine *out, const char *how) {
    RefcountMode mode;
    out->refcount = how;
    return refcount_mode_find(how, &mode) ||
           fail("--refcount takes biased, atomic or racy, not '%s'", how);
}

// A number from 1 to `most`; 0 if the text is none.
static long parse_count(const char *text, long most) {
    char *end;
    long count = strtol(text, &end, 10);
    return *end || count < 1 || count > most ? 0 : count;
}

static bool set_threads(CommandLine *out, const char *text) {
    out->threads = parse_count(text, THREADS_MAX);
    return out->threads || fail("--threads takes a number from 1 to 1000, not '%s'", text);
}

static bool set_runs(CommandLine *out, const char *text) {
    out->n_runs = (int)parse_count(text, RUNS_MAX);
    return out->n_runs || fail("-n takes a number from 1 to 1000, not '%s'", text);
}

// The library, and programs that this one starts, read it in the environment.
static bool set_httpbin(CommandLine *out, const char *where) {
    (void)out;
    return setenv("GILT_HTTPBIN", where, 1) == 0 || fail("no memory");
}

static bool set_from(CommandLine *out, const char *text) {
    return parse_time(text, &out->from_ns);
}

static bool set_to(CommandLine *out, const char *text) {
    return parse_time(text, &out->to_ns);
}

static bool set_help(CommandLine *out, const char *value) {
    (void)value;
    out->kind = RUN_HELP;
    return true;
}

static bool set_version(CommandLine *out, const char *value) {
    (void)value;
    out->kind = RUN_VERSION;
    return true;
}

// --- options by name ---

typedef enum OptionKind {
    OPTION_FLAG,  // a bool at `field`
    OPTION_TEXT,  // the value goes to the const char * at `field`
    OPTION_VALUE, // the value goes through `set`
    OPTION_CALL,  // no value: `set` is called with null
} OptionKind;

typedef struct Option {
    const char *name; // a long one's value: --name=VALUE, --name VALUE; else -nVALUE, -n VALUE
    OptionKind kind;
    size_t field; // offset in CommandLine
    bool (*set)(CommandLine *out, const char *value);
} Option;

#define FLAG(name, member)                                                                     \
    { name, OPTION_FLAG, offsetof(CommandLine, member), NULL }
#define TEXT(name, member)                                                                     \
    { name, OPTION_TEXT, offsetof(CommandLine, member), NULL }
#define VALUE(name, setter)                                                                    \
    { name, OPTION_VALUE, 0, setter }
#define END_OF_OPTIONS                                                                         \
    { NULL, OPTION_FLAG, 0, NULL }

static const Option GENERAL_OPTIONS[] = {
    VALUE("--gil", set_gil),
    VALUE("--refcount", set_refcount),
    VALUE("--switch-interval", set_interval),
    VALUE("--check-interval", set_check_interval),
    VALUE("--timeline", set_timeline),
    VALUE("--events", set_events),
    VALUE("--threads", set_threads),
    VALUE("--httpbin", set_httpbin),
    FLAG("--stats", stats),
    {"--help", OPTION_CALL, 0, set_help},
    {"--version", OPTION_CALL, 0, set_version},
    // what `compare` asks of the runs it makes
    FLAG("--gil-watch", watch),
    TEXT("--gil-expect", expect),
    TEXT("--gil-stats-file", stats_file),
    END_OF_OPTIONS,
};
static const Option COMPARE_OPTIONS[] = {
    TEXT("--modes", modes),   TEXT("--threads", thread_counts),
    TEXT("--expect", expect), VALUE("-n", set_runs),
    FLAG("--json", as_json),  FLAG("--show-output", show_output),
    END_OF_OPTIONS,
};
static const Option TIMELINE_OPTIONS[] = {
    VALUE("-o", set_timeline), VALUE("--from", set_from),      VALUE("--to", set_to),
    TEXT("--thread", thread),  FLAG("--handovers", handovers), END_OF_OPTIONS,
};
static const Option DIS_OPTIONS[] = {
    FLAG("--switch-points", switch_points),
    END_OF_OPTIONS,
};

// The option an argument begins with, in the table; null if there is none. *value_at: where its
// value is glued to it, 0 if it is not.
static const Option *find_option(const Option *table, const char *argument, size_t *value_at) {
    for (const Option *option = table; option->name; option++) {
        size_t length = strlen(option->name);
        bool is_long = option->name[1] == '-';
        bool has_value = option->kind == OPTION_TEXT || option->kind == OPTION_VALUE;
        if (strncmp(argument, option->name, length) == 0) {
            char next = argument[length];
            *value_at = next ? length + is_long : 0;
            if (!next || (has_value && (!is_long || next == '='))) {
                return option;
            }
        }
    }
    return NULL;
}

// The value of an option: glued to it, or the next argument. Null after a message.
static const char *option_value(int argc, char **argv, int *i, size_t glued_at) {
    if (glued_at) {
        return argv[*i] + glued_at;
    }
    if (*i + 1 < argc) {
        return argv[++*i];
    }
    fail("argument expected for the %s option", argv[*i]);
    return NULL;
}

// One option, of the table or a general one.
static bool parse_option(CommandLine *out, const Option *table, int argc, char **argv, int *i) {
    size_t value_at;
    const Option *option = find_option(table, argv[*i], &value_at);
    if (!option) {
        option = find_option(GENERAL_OPTIONS, argv[*i], &value_at);
    }
    if (!option) {
        return fail("unknown option %s", argv[*i]);
    }
    void *field = (char *)out + option->field;
    const char *value = NULL;
    if (option->kind == OPTION_TEXT || option->kind == OPTION_VALUE) {
        value = option_value(argc, argv, i, value_at);
        if (!value) {
            return false;
        }
    }
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_TEXT:
        *(const char **)field = value;
        return true;
    default:
        return option->set(out, value);
    }
}

// --- short options ---

static bool add_warning_option(CommandLine *out, const char *value) {
    size_t n = 0;
    while (out->warnings[n]) {
        n++;
    }
    if (n == WARNING_OPTIONS_MAX) {
        return fail("too many options -W");
    }
    out->warnings[n] = value;
    return true;
}

// One argument of short options, such as -iq or -c CODE. *done: the rest belongs to the
// program.
static bool parse_short(CommandLine *out, int argc, char **argv, int *i, bool *done) {
    const char *option = argv[*i];
    for (size_t k = 1; option[k]; k++) {
        const char *value;
        switch (option[k]) {
        case 'c':
        case 'm':
            out->kind = option[k] == 'c' ? RUN_COMMAND : RUN_MODULE;
            out->target = option_value(argc, argv, i, option[k + 1] ? k + 1 : 0);
            *done = true;
            return out->target != NULL;
        case 'X':
            value = option_value(argc, argv, i, option[k + 1] ? k + 1 : 0);
            return value && set_x_option(out, value);
        case 'W':
            value = option_value(argc, argv, i, option[k + 1] ? k + 1 : 0);
            return value && add_warning_option(out, value);
        case 'i':
            out->inspect = true;
            break;
        case 'q':
            out->quiet = true;
            break;
        case 'u':
            out->unbuffered = true;
            break;
        case 'V':
            out->kind = RUN_VERSION;
            break;
        case 'h':
            out->kind = RUN_HELP;
            break;
        case 'E':
        case 'I':
            out->ignore_environment = true;
            break;
        case 'B':
        case 's':
        case 'S':
            break; // nothing to switch off here
        default:
            return fail("unknown option -%c", option[k]);
        }
    }
    return true;
}

// --- commands ---

// A word instead of a script: gilt COMMAND [options] TARGET [ARGUMENTS].
typedef struct Command {
    const char *name;
    RunKind kind;
    const Option *options;
    const char *target; // what it is about; of RUN_MODULE: the module that does it; of
                        // RUN_MODULE the module, which reads the rest
} Command;

static const Command COMMANDS[] = {
    {"compare", RUN_COMPARE, COMPARE_OPTIONS, "script"},
    {"timeline", RUN_SCRIPT, TIMELINE_OPTIONS, "script"},
    {"dis", RUN_DIS, DIS_OPTIONS, "file"},
    {"models", RUN_MODULE, NULL, "_models"},
    {"serve-httpbin", RUN_MODULE, NULL, "_httpbin_server"},
};

static const Command *find_command(const char *name) {
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
        if (strcmp(COMMANDS[i].name, name) == 0) {
            return &COMMANDS[i];
        }
    }
    return NULL;
}

// What is run, and its arguments: argv[i] and what follows.
static void set_target(CommandLine *out, int argc, char **argv, int i) {
    if (out->kind == RUN_SCRIPT && strcmp(argv[i], "-") == 0) {
        out->kind = RUN_STDIN;
    }
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
}

static bool parse_command(CommandLine *out, const Command *command, int argc, char **argv,
                          int i) {
    out->kind = command->kind;
    if (command->kind == RUN_MODULE) {
        out->target = command->target;
        out->n_arguments = argc - i;
        out->arguments = argv + i;
        return true;
    }
    out->timeline |= command->options == TIMELINE_OPTIONS;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (!parse_option(out, command->options, argc, argv, &i)) {
            return false;
        }
    }
    if (out->kind == RUN_HELP || out->kind == RUN_VERSION) {
        return true;
    }
    if (i == argc) {
        return fail("%s: which %s?", command->name, command->target);
    }
    set_target(out, argc, argv, i);
    return true;
}

static bool parse_environment(CommandLine *out) {
    const char *unbuffered = getenv("PYTHONUNBUFFERED");
    out->unbuffered = unbuffered && *unbuffered;
    const char *gil = getenv("PYTHON_GIL");
    if (!gil || !*gil) {
        return true;
    }
    if (strcmp(gil, "0") != 0 && strcmp(gil, "1") != 0) {
        return fail("PYTHON_GIL / -X gil must be \"0\" or \"1\"");
    }
    return set_gil(out, gil);
}

bool command_line_parse(int argc, char **argv, CommandLine *out) {
    *out = (CommandLine){.n_runs = RUNS_DEFAULT,
                         .threads = THREADS_DEFAULT,
                         .event_capacity = EVENT_CAPACITY_DEFAULT,
                         .to_ns = UINT64_MAX};
    if (!parse_environment(out)) {
        return false;
    }
    static const Option NO_OPTIONS[] = {END_OF_OPTIONS};
    int i = 1;
    bool done = false;
    for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        bool ok = argv[i][1] == '-' ? parse_option(out, NO_OPTIONS, argc, argv, &i)
                                    : parse_short(out, argc, argv, &i, &done);
        if (!ok) {
            return false;
        }
    }
    if (out->kind != RUN_PROMPT || done) {
        out->n_arguments = argc - i;
        out->arguments = argv + i;
        return true;
    }
    if (i == argc) {
        out->kind = out->inspect || isatty(0) ? RUN_PROMPT : RUN_STDIN;
        return true;
    }
    const Command *command = find_command(argv[i]);
    if (command) {
        return parse_command(out, command, argc, argv, i + 1);
    }
    out->kind = RUN_SCRIPT;
    set_target(out, argc, argv, i);
    return true;
}
