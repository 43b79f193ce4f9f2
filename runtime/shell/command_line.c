// Reading the command line. Options mirror CPython's where it has them.
#include "runtime/shell/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/timeline_writers.h"
#include "vm/thread/event_log.h"
#include "vm/thread/gil_policy.h"
#include "vm/thread/refcount_mode.h"

#define RUNS_DEFAULT 5
#define RUNS_MAX     1000

#define CHECK_INTERVAL_MAX 1000000000
#define THREADS_MAX        1000
#define THREADS_DEFAULT    4

static const char HELP_HEAD[] =
    "usage: gilt [options] [-c CODE | -m MODULE | SCRIPT | -] [ARGUMENTS]\n"
    "       gilt compare [--modes=all] [--threads=1,2,4] [-n RUNS] SCRIPT [ARGUMENTS]\n"
    "       gilt timeline [-o FILE] [--handovers] [--from T] [--to T] [--thread NAME] SCRIPT "
    "...\n"
    "       gilt dis [--switch-points] FILE\n"
    "\n"
    "Runs Python 3 programs, with a global interpreter lock that can be switched off.\n"
    "Without a script it starts the prompt; type %help there.\n"
    "\n"
    "options:\n"
    "  --gil=on|off|POLICY  start with the GIL on (the default, py310), off, or under one of\n"
    "                       these policies; also -X gil=1|0 and the environment variable\n"
    "                       PYTHON_GIL=1|0\n";

static const char HELP_TAIL[] =
    "  --refcount=HOW       how threads count references without the GIL: biased (the "
    "default),\n"
    "                       atomic, or racy, which loses counts and reports them\n"
    "  --switch-interval=S  seconds a thread waits for the GIL before it asks for it "
    "(policies\n"
    "                       from py32 on; 0.005)\n"
    "  --check-interval=N   instructions between two releases of the GIL (py22: 10, py27: "
    "100)\n"
    "  --timeline=FILE      write who held the GIL, wanted it, slept or was blocked, and "
    "when:\n"
    "                       .html .svg .json (Chrome) .pftrace (Perfetto) .txt\n"
    "  --events=N           room for the last N events of each thread (65536)\n"
    "  --threads=N          the number gil.threads (4)\n"
    "  --stats              at the end, print what threads and locks did, to stderr\n"
    "  -c CODE              run CODE\n"
    "  -m MODULE            run a module as a script\n"
    "  -                    run the program read from standard input\n"
    "  -i                   go to the prompt after the script\n"
    "  -q                   no banner\n"
    "  -u                   do not buffer standard output\n"
    "  -W FILTER            what to do with warnings: ignore, error, always, ...;\n"
    "                       also the environment variable PYTHONWARNINGS\n"
    "  -V, --version        print the version\n"
    "  -h, --help           print this help\n"
    "\n"
    "commands:\n"
    "  compare SCRIPT       run SCRIPT with the GIL on and off, in turn, and compare times and "
    "output\n"
    "      --modes LIST     under these modes: all, or some of on, off and the policies\n"
    "      --threads LIST   with gil.threads being each of these numbers; fits Amdahl's law\n"
    "      --expect EXPR    what should hold at the end, such as 'counter == 400000'; also as "
    "a\n"
    "                       comment in the script: # gilt: expect counter == 400000\n"
    "      -n RUNS          counted runs of each, after one that counts collisions (5)\n"
    "      --json           print the figures as JSON\n"
    "      --show-output    also print what the script printed\n"
    "  timeline SCRIPT      run SCRIPT and show what each thread did when\n"
    "      -o FILE          as a page, a picture or a trace, see --timeline\n"
    "      --from T --to T  only this part of the run, such as 100ms and 0.2s\n"
    "      --thread NAME    only threads with this in their name, or with this number\n"
    "      --handovers      how the GIL went from thread to thread, and what took so long\n"
    "  dis FILE             print the bytecode of FILE\n"
    "      --switch-points  and where the GIL may change hands, under every policy\n";

void command_line_print_help(void) {
    fputs(HELP_HEAD, stdout);
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        printf("%26s %-6s %s\n", "", (*policy)->name, (*policy)->models);
    }
    fputs(HELP_TAIL, stdout);
}

static bool fail(const char *format, const char *detail) {
    fprintf(stderr, "gilt: ");
    fprintf(stderr, format, detail);
    fprintf(stderr, "\nTry 'gilt --help'.\n");
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
    fprintf(stderr, "gilt: unknown GIL mode '%s': there are %s\nTry 'gilt --help'.\n", mode,
            names);
    return false;
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
           fail("'%s': a timeline is written as .html, .svg, .json, .pftrace or .txt", path);
}

static bool set_x_option(CommandLine *out, const char *option) {
    if (strncmp(option, "gil=", 4) == 0) {
        if (strcmp(option + 4, "0") != 0 && strcmp(option + 4, "1") != 0) {
            return fail("config_read_gil: PYTHON_GIL / -X gil must be \"0\" or \"1\"%s", "");
        }
        return set_gil(out, option + 4);
    }
    return true; // CPython ignores -X options it does not know
}

// The value of an option: glued to it, or the next argument. Null after a message.
static const char *option_value(int argc, char **argv, int *i, size_t glued_at) {
    if (argv[*i][glued_at]) {
        return argv[*i] + glued_at;
    }
    if (*i + 1 < argc) {
        return argv[++*i];
    }
    fail("argument expected for the %s option", argv[*i]);
    return NULL;
}

// One option that starts with "--".
static bool parse_long(CommandLine *out, const char *option) {
    if (strncmp(option, "--gil=", 6) == 0) {
        return set_gil(out, option + 6);
    }
    if (strncmp(option, "--refcount=", 11) == 0) {
        RefcountMode mode;
        out->refcount = option + 11;
        return refcount_mode_find(out->refcount, &mode) ||
               fail("--refcount takes biased, atomic or racy, not '%s'", out->refcount);
    }
    if (strncmp(option, "--switch-interval=", 18) == 0) {
        return set_interval(out, option + 18);
    }
    if (strncmp(option, "--check-interval=", 17) == 0) {
        return set_check_interval(out, option + 17);
    }
    if (strncmp(option, "--timeline=", 11) == 0) {
        return set_timeline(out, option + 11);
    }
    if (strncmp(option, "--events=", 9) == 0) {
        return set_events(out, option + 9);
    }
    if (strcmp(option, "--stats") == 0) {
        out->stats = true;
        return true;
    }
    if (strcmp(option, "--gil-watch") == 0) {
        out->watch = true;
        return true;
    }
    if (strncmp(option, "--gil-expect=", 13) == 0) {
        out->expect = option + 13;
        return true;
    }
    if (strncmp(option, "--threads=", 10) == 0) {
        char *end;
        out->threads = strtol(option + 10, &end, 10);
        return (!*end && out->threads >= 1 && out->threads <= THREADS_MAX) ||
               fail("--threads takes a number from 1 to 1000, not '%s'", option + 10);
    }
    if (strncmp(option, "--gil-stats-file=", 17) == 0) {
        out->stats_file = option + 17;
        return true;
    }
    if (strcmp(option, "--help") == 0) {
        out->kind = RUN_HELP;
        return true;
    }
    if (strcmp(option, "--version") == 0) {
        out->kind = RUN_VERSION;
        return true;
    }
    return fail("unknown option %s", option);
}

static bool add_warning_option(CommandLine *out, const char *value) {
    size_t n = 0;
    while (out->warnings[n]) {
        n++;
    }
    if (n == WARNING_OPTIONS_MAX) {
        return fail("too many options -W%s", "");
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
            out->target = option_value(argc, argv, i, k + 1);
            *done = true;
            return out->target != NULL;
        case 'X':
            value = option_value(argc, argv, i, k + 1);
            return value && set_x_option(out, value);
        case 'W':
            value = option_value(argc, argv, i, k + 1);
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
        case 'B':
        case 'E':
        case 'I':
        case 's':
        case 'S':
            break; // nothing to switch off here
        default:
            fprintf(stderr, "gilt: unknown option -%c\nTry 'gilt --help'.\n", option[k]);
            return false;
        }
    }
    return true;
}

static bool parse_compare(int argc, char **argv, int i, CommandLine *out) {
    out->kind = RUN_COMPARE;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strncmp(argv[i], "--modes=", 8) == 0) {
            out->modes = argv[i] + 8;
        } else if (strncmp(argv[i], "--expect=", 9) == 0) {
            out->expect = argv[i] + 9;
        } else if (strncmp(argv[i], "--threads=", 10) == 0) {
            out->thread_counts = argv[i] + 10;
        } else if (strcmp(argv[i], "--modes") == 0 || strcmp(argv[i], "--expect") == 0 ||
                   strcmp(argv[i], "--threads") == 0) {
            const char **target = argv[i][2] == 'm'   ? &out->modes
                                  : argv[i][2] == 'e' ? &out->expect
                                                      : &out->thread_counts;
            if (!(*target = option_value(argc, argv, &i, strlen(argv[i])))) {
                return false;
            }
        } else if (strcmp(argv[i], "--json") == 0) {
            out->as_json = true;
        } else if (strcmp(argv[i], "--show-output") == 0) {
            out->show_output = true;
        } else if (strncmp(argv[i], "-n", 2) == 0) {
            const char *value = option_value(argc, argv, &i, 2);
            char *end;
            long runs = value ? strtol(value, &end, 10) : 0;
            if (!value || *end || runs < 1 || runs > RUNS_MAX) {
                return value && fail("-n takes a number from 1 to 1000, not '%s'", value);
            }
            out->n_runs = (int)runs;
        } else if (!parse_long(out, argv[i])) {
            return false;
        }
    }
    if (out->kind == RUN_HELP || out->kind == RUN_VERSION) {
        return true;
    }
    if (i == argc) {
        return fail("compare: which script?%s", "");
    }
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
    return true;
}

static bool parse_timeline_option(CommandLine *out, int argc, char **argv, int *i) {
    const char *option = argv[*i];
    if (strcmp(option, "--handovers") == 0) {
        out->handovers = true;
        return true;
    }
    if (strncmp(option, "-o", 2) == 0) {
        const char *path = option_value(argc, argv, i, 2);
        return path && set_timeline(out, path);
    }
    if (strncmp(option, "--from=", 7) == 0) {
        return parse_time(option + 7, &out->from_ns);
    }
    if (strncmp(option, "--to=", 5) == 0) {
        return parse_time(option + 5, &out->to_ns);
    }
    if (strncmp(option, "--thread=", 9) == 0) {
        out->thread = option + 9;
        return true;
    }
    static const char *const WITH_VALUE[] = {"--from", "--to", "--thread", "--events"};
    for (size_t k = 0; k < sizeof WITH_VALUE / sizeof *WITH_VALUE; k++) {
        if (strcmp(option, WITH_VALUE[k]) == 0) {
            const char *value = option_value(argc, argv, i, strlen(option));
            return value && (k == 0   ? parse_time(value, &out->from_ns)
                             : k == 1 ? parse_time(value, &out->to_ns)
                             : k == 2 ? (out->thread = value) != NULL
                                      : set_events(out, value));
        }
    }
    return parse_long(out, option);
}

// gilt timeline [options] SCRIPT [ARGUMENTS]: an ordinary run that is watched.
static bool parse_timeline(int argc, char **argv, int i, CommandLine *out) {
    out->timeline = true;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (!parse_timeline_option(out, argc, argv, &i)) {
            return false;
        }
    }
    if (out->kind == RUN_HELP || out->kind == RUN_VERSION) {
        return true;
    }
    if (i >= argc) {
        return fail("timeline: which script?%s", "");
    }
    out->kind = strcmp(argv[i], "-") == 0 ? RUN_STDIN : RUN_SCRIPT;
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
    return true;
}

static bool parse_environment(CommandLine *out) {
    const char *gil = getenv("PYTHON_GIL");
    if (!gil || !*gil) {
        return true;
    }
    if (strcmp(gil, "0") != 0 && strcmp(gil, "1") != 0) {
        return fail("PYTHON_GIL / -X gil must be \"0\" or \"1\"%s", "");
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
    int i = 1;
    bool done = false;
    for (; i < argc && !done && argv[i][0] == '-' && argv[i][1]; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        bool ok = argv[i][1] == '-' ? parse_long(out, argv[i])
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
        return true;
    }
    if (strcmp(argv[i], "compare") == 0) {
        return parse_compare(argc, argv, i + 1, out);
    }
    if (strcmp(argv[i], "timeline") == 0) {
        return parse_timeline(argc, argv, i + 1, out);
    }
    if (strcmp(argv[i], "dis") == 0) {
        out->kind = RUN_DIS;
        if (i + 1 < argc && strcmp(argv[i + 1], "--switch-points") == 0) {
            out->switch_points = true;
            i++;
        }
        if (++i == argc) {
            return fail("dis: which file?%s", "");
        }
    } else {
        out->kind = strcmp(argv[i], "-") == 0 ? RUN_STDIN : RUN_SCRIPT;
    }
    out->target = argv[i];
    out->n_arguments = argc - i - 1;
    out->arguments = argv + i + 1;
    return true;
}
