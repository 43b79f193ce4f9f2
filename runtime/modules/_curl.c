// The native module _curl: TLS over a connected socket, by libcurl. ssl.py makes the rest of
// it.
//
// libcurl is used for nothing but TLS: it is told to connect only (CURLOPT_CONNECT_ONLY), over
// a socket that is connected already, and hands bytes on (curl_easy_send, curl_easy_recv). HTTP
// is spoken above, in the guest language, the same for http: and https:.
//
// Nothing here waits: a call that would have to tells so, and ssl.py waits with poll(),
// detached. What libcurl computes (keys, encryption) runs detached. A connection has a
// GuestLock, as libcurl wants one thread at a time.
//
// The library is loaded when the first connection is made, since loading it, OpenSSL and what
// these need takes several times as long as starting gilt.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/modules/socket_address.h"
#include "runtime/objects/bytes.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_lock.h"
#include "vm/thread/thread_state.h"

#define LIBRARY      "libcurl.so.4"
#define STEPS_MAX    64            // of libcurl in a row, without waiting
#define RECEIVE_MAX  (1024 * 1024) // bytes of one recv()
#define HANDSHAKE_MS (24L * 3600 * 1000)

// The functions of libcurl that are used here.
#define CURL_FUNCTIONS(F)                                                                      \
    F(global_init)                                                                             \
    F(easy_init)                                                                               \
    F(easy_setopt)                                                                             \
    F(easy_getinfo)                                                                            \
    F(easy_send)                                                                               \
    F(easy_recv)                                                                               \
    F(easy_strerror)                                                                           \
    F(easy_cleanup)                                                                            \
    F(multi_init)                                                                              \
    F(multi_setopt)                                                                            \
    F(multi_add_handle)                                                                        \
    F(multi_remove_handle)                                                                     \
    F(multi_socket_action)                                                                     \
    F(multi_info_read)                                                                         \
    F(multi_cleanup)                                                                           \
    F(slist_append)                                                                            \
    F(slist_free_all)

typedef struct CurlFunctions {
#define MEMBER(name) __typeof__(&curl_##name) name;
    CURL_FUNCTIONS(MEMBER)
#undef MEMBER
} CurlFunctions;

typedef struct Tls {
    Object head;
    CurlFunctions curl; // filled before easy and multi are made
    pid_t process;      // that made it: its state is of no use in a child
    GuestLock lock;     // guards what follows
    CURL *easy;         // null: closed
    CURLM *multi;
    struct curl_slist *resolve;
    int fd;       // a copy of the socket's, until libcurl owns it; then -1
    int stand_in; // what libcurl has connected, see open_stand_in()
    short events; // poll() events that libcurl waits for
    bool is_due;  // libcurl wants to be called without waiting
    bool is_connected;
    bool has_started;
    CURLcode failure; // of the handshake
    char error[CURL_ERROR_SIZE];
} Tls;

static Tls *tls_of(Value v) {
    return (Tls *)(void *)value_object(v);
}

// --- what libcurl calls ---

// libcurl wants to connect by itself, and 7.88 calls connect() even if it is told that the
// socket is connected (CURL_SOCKOPT_ALREADY_CONNECTED), which fails. So it gets a socket for
// packets, whose connect() sends nothing and succeeds, and swap_sockets() puts the real one in
// its place.
static curl_socket_t open_stand_in(void *context, curlsocktype purpose,
                                   struct curl_sockaddr *address) {
    (void)purpose;
    Tls *self = context;
    self->stand_in = socket(address->family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return self->stand_in < 0 ? CURL_SOCKET_BAD : self->stand_in;
}

// Called between connecting and the first byte of TLS.
static CURLcode swap_sockets(CURL *easy, void *ssl_context, void *context) {
    (void)easy;
    (void)ssl_context;
    Tls *self = context;
    if (dup3(self->fd, self->stand_in, O_CLOEXEC) < 0) {
        return CURLE_COULDNT_CONNECT;
    }
    close(self->fd);
    self->fd = -1;
    return CURLE_OK;
}

static int note_events(CURL *easy, curl_socket_t fd, int what, void *context, void *unused) {
    (void)easy;
    (void)fd;
    (void)unused;
    Tls *self = context;
    self->events =
        (short)((what & CURL_POLL_IN ? POLLIN : 0) | (what & CURL_POLL_OUT ? POLLOUT : 0));
    if (what == CURL_POLL_REMOVE) {
        self->events = 0;
    }
    return 0;
}

static int note_timer(CURLM *multi, long timeout_ms, void *context) {
    (void)multi;
    ((Tls *)context)->is_due = timeout_ms == 0;
    return 0;
}

// --- making and ending a connection ---

// Loads the library; it stays loaded. False with ImportError.
static bool load_curl(ThreadState *ts, CurlFunctions *out) ATTACHED {
    thread_detach(ts);
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    bool ok = library != NULL;
#define LOAD(name)                                                                             \
    if (ok) {                                                                                  \
        void *symbol = dlsym(library, "curl_" #name);                                          \
        memcpy(&out->name, &symbol, sizeof symbol);                                            \
        ok = symbol != NULL;                                                                   \
    }
    CURL_FUNCTIONS(LOAD)
#undef LOAD
    ok = ok && out->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    thread_attach(ts);
    if (!ok) {
        raise_error(ts, EXC_IMPORT_ERROR, "TLS needs %s (Debian: libcurl4)", LIBRARY);
    }
    return ok;
}

static void end_connection(Tls *self) {
    if (self->easy && self->multi) {
        self->curl.multi_remove_handle(self->multi, self->easy);
    }
    if (self->easy) {
        self->curl.easy_cleanup(self->easy);
    }
    if (self->multi) {
        self->curl.multi_cleanup(self->multi);
    }
    if (self->resolve) {
        self->curl.slist_free_all(self->resolve);
    }
    if (self->fd >= 0) {
        close(self->fd);
    }
    self->easy = NULL;
    self->multi = NULL;
    self->resolve = NULL;
    self->fd = -1;
}

// In a child that was forked: the connection is the parent's, to whom nothing may be sent.
static void leave_connection(Tls *self) {
    if (self->easy && self->fd < 0) {
        close(self->stand_in);
    }
    self->easy = NULL;
}

static void tls_destroy(ThreadState *ts, Object *object) ATTACHED {
    (void)ts;
    Tls *self = (Tls *)(void *)object;
    if (self->process == getpid()) {
        end_connection(self);
    } else {
        leave_connection(self);
    }
    guest_lock_done(&self->lock);
}

// An option of libcurl that is text; null leaves it as it is.
static bool set_text(Tls *self, CURLoption option, const char *text) {
    return !text || self->curl.easy_setopt(self->easy, option, text) == CURLE_OK;
}

// A file or folder of certificates: null leaves libcurl's own, an empty text takes it away.
static bool set_place(Tls *self, CURLoption option, const char *path) {
    return !path || self->curl.easy_setopt(self->easy, option, *path ? path : NULL) == CURLE_OK;
}

static bool set_number(Tls *self, CURLoption option, long value) {
    return self->curl.easy_setopt(self->easy, option, value) == CURLE_OK;
}

// What a connection is made of, as text; null for None.
enum {
    TEXT_URL,
    TEXT_RESOLVE,
    TEXT_CA_FILE,
    TEXT_CA_FOLDER,
    TEXT_CERTIFICATE,
    TEXT_KEY,
    TEXT_PASSWORD,
    TEXT_CIPHERS,
    TEXT_COUNT
};

static bool set_options(Tls *self, char *const *texts, bool verify_peer, bool verify_host,
                        long versions) {
    CurlFunctions *curl = &self->curl;
    self->resolve = texts[TEXT_RESOLVE] ? curl->slist_append(NULL, texts[TEXT_RESOLVE]) : NULL;
    bool ok = !texts[TEXT_RESOLVE] || self->resolve;
    ok = ok && set_text(self, CURLOPT_URL, texts[TEXT_URL]) &&
         set_text(self, CURLOPT_PROXY, "") && set_text(self, CURLOPT_PROTOCOLS_STR, "https") &&
         set_place(self, CURLOPT_CAINFO, texts[TEXT_CA_FILE]) &&
         set_place(self, CURLOPT_CAPATH, texts[TEXT_CA_FOLDER]) &&
         set_text(self, CURLOPT_SSLCERT, texts[TEXT_CERTIFICATE]) &&
         set_text(self, CURLOPT_SSLKEY, texts[TEXT_KEY]) &&
         set_text(self, CURLOPT_KEYPASSWD, texts[TEXT_PASSWORD]) &&
         set_text(self, CURLOPT_SSL_CIPHER_LIST, texts[TEXT_CIPHERS]);
    ok = ok && set_number(self, CURLOPT_CONNECT_ONLY, 1) &&
         set_number(self, CURLOPT_NOSIGNAL, 1) &&
         set_number(self, CURLOPT_CONNECTTIMEOUT_MS, HANDSHAKE_MS) &&
         set_number(self, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1) &&
         set_number(self, CURLOPT_SSL_VERIFYPEER, verify_peer) &&
         set_number(self, CURLOPT_SSL_VERIFYHOST, verify_host ? 2 : 0) &&
         set_number(self, CURLOPT_SSLVERSION, versions);
    ok = ok && (!self->resolve ||
                curl->easy_setopt(self->easy, CURLOPT_RESOLVE, self->resolve) == CURLE_OK);
    return ok && curl->easy_setopt(self->easy, CURLOPT_ERRORBUFFER, self->error) == CURLE_OK &&
           curl->easy_setopt(self->easy, CURLOPT_OPENSOCKETFUNCTION, open_stand_in) ==
               CURLE_OK &&
           curl->easy_setopt(self->easy, CURLOPT_OPENSOCKETDATA, self) == CURLE_OK &&
           curl->easy_setopt(self->easy, CURLOPT_SSL_CTX_FUNCTION, swap_sockets) == CURLE_OK &&
           curl->easy_setopt(self->easy, CURLOPT_SSL_CTX_DATA, self) == CURLE_OK &&
           curl->multi_setopt(self->multi, CURLMOPT_SOCKETFUNCTION, note_events) == CURLM_OK &&
           curl->multi_setopt(self->multi, CURLMOPT_SOCKETDATA, self) == CURLM_OK &&
           curl->multi_setopt(self->multi, CURLMOPT_TIMERFUNCTION, note_timer) == CURLM_OK &&
           curl->multi_setopt(self->multi, CURLMOPT_TIMERDATA, self) == CURLM_OK &&
           curl->multi_add_handle(self->multi, self->easy) == CURLM_OK;
}

// The texts of a tuple as C strings, which free_texts() frees. False with the exception set.
static bool read_texts(ThreadState *ts, Value tuple, char **out) ATTACHED {
    const Tuple *values = value_has_layout(ts, tuple, KIND_TUPLE)
                              ? (const Tuple *)(void *)value_object(tuple)
                              : NULL;
    if (!values || values->length != TEXT_COUNT) {
        raise_error(ts, EXC_TYPE_ERROR, "a tuple of %d texts is required", TEXT_COUNT);
        return false;
    }
    for (int i = 0; i < TEXT_COUNT; i++) {
        Value item = values->items[i];
        if (value_is_none(item)) {
            continue;
        }
        size_t length = 0;
        if (!value_has_layout(ts, item, KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "str or None is required");
            return false;
        }
        out[i] = str_to_utf8(ts, item, &length);
        if (!out[i]) {
            return false;
        }
        if (strlen(out[i]) != length) {
            raise_error(ts, EXC_VALUE_ERROR, "embedded null character");
            return false;
        }
    }
    return true;
}

static void free_texts(ThreadState *ts, char **texts) ATTACHED {
    for (int i = 0; i < TEXT_COUNT; i++) {
        buffer_free(ts, texts[i]);
    }
}

static Tls *tls_new(ThreadState *ts, int fd) ATTACHED {
    Tls *self = object_new(ts, builtin_type(ts, KIND_TLS), sizeof(Tls));
    if (!self) {
        return NULL;
    }
    guest_lock_init(&self->lock);
    self->process = getpid();
    self->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    return self;
}

// connection(fd, texts, verify_peer, verify_host, versions): texts as in the enum above,
// versions as CURLOPT_SSLVERSION has them.
static Ref module_connection(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int fd, versions;
    char *texts[TEXT_COUNT] = {NULL};
    if (!socket_int(ts, arguments[0], &fd) || !socket_int(ts, arguments[4], &versions)) {
        return NO_REF;
    }
    Tls *self = read_texts(ts, arguments[1], texts) ? tls_new(ts, fd) : NULL;
    Ref ref = self ? object_ref(self) : NO_REF;
    if (self && self->fd < 0) {
        raise_os_error(ts, errno, NO_VALUE);
    } else if (self && load_curl(ts, &self->curl)) {
        self->easy = self->curl.easy_init();
        self->multi = self->curl.multi_init();
        if (!self->easy || !self->multi) {
            raise_memory_error(ts);
        } else if (!set_options(self, texts, value_same(arguments[2], TRUE_VALUE),
                                value_same(arguments[3], TRUE_VALUE), versions)) {
            raise_error(ts, EXC_VALUE_ERROR, "libcurl refuses these options");
        }
    }
    free_texts(ts, texts);
    if (error_is_set(ts)) {
        ref_drop(ts, ref);
        return NO_REF;
    }
    return ref;
}

// --- using it ---

// libcurl must not wait in a call; whoever has the descriptor may have changed that.
static void stop_blocking(Tls *self) {
    int fd = self->fd >= 0 ? self->fd : self->stand_in;
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && !(flags & O_NONBLOCK)) {
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    }
}

// Takes the lock of an open connection; false with the exception set.
static bool lock_tls(ThreadState *ts, Tls *self) ATTACHED RUNS_GUEST {
    if (self->process != getpid()) {
        raise_error(ts, EXC_OS_ERROR, "the TLS connection belongs to another process");
        return false;
    }
    if (guest_lock_acquire(ts, &self->lock, CLOCK_NEVER, WAIT_LOCK) != LOCK_TAKEN) {
        return false;
    }
    if (!self->easy) {
        guest_lock_release(&self->lock);
        raise_os_error(ts, EBADF, NO_VALUE);
        return false;
    }
    stop_blocking(self);
    return true;
}

// (code, verification result, text) for what libcurl complains about.
static Ref failure_tuple(ThreadState *ts, Tls *self, CURLcode code) ATTACHED {
    long verification = 0;
    self->curl.easy_getinfo(self->easy, CURLINFO_SSL_VERIFYRESULT, &verification);
    const char *why = self->error[0] ? self->error : self->curl.easy_strerror(code);
    Ref text = str_from_text(ts, why);
    Value items[3] = {value_from_int(code), value_from_int(verification), borrow(text)};
    Ref result = ref_is_null(text) ? NO_REF : tuple_from_array(ts, items, 3);
    ref_drop(ts, text);
    return result;
}

// Lets libcurl go on with the handshake until it has to wait or is done.
static void advance_handshake(Tls *self) {
    CurlFunctions *curl = &self->curl;
    int n_running = 0, n_left;
    if (self->has_started) {
        int ready = (self->events & POLLIN ? CURL_CSELECT_IN : 0) |
                    (self->events & POLLOUT ? CURL_CSELECT_OUT : 0);
        curl->multi_socket_action(self->multi, self->stand_in, ready, &n_running);
    }
    self->has_started = true;
    self->is_due = true;
    for (int i = 0; self->is_due && i < STEPS_MAX; i++) {
        self->is_due = false;
        curl->multi_socket_action(self->multi, CURL_SOCKET_TIMEOUT, 0, &n_running);
    }
    CURLMsg *message = curl->multi_info_read(self->multi, &n_left);
    if (message && message->msg == CURLMSG_DONE) {
        self->is_connected = message->data.result == CURLE_OK;
        self->failure = message->data.result;
    }
}

// One step: 0 when connected, poll() events to wait for before the next step, or what failed.
static Ref tls_handshake(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Tls *self = tls_of(arguments[0]);
    if (!lock_tls(ts, self)) {
        return NO_REF;
    }
    if (!self->is_connected && self->failure == CURLE_OK) {
        thread_detach(ts);
        advance_handshake(self);
        thread_attach(ts);
    }
    Ref result = self->is_connected ? owned(value_from_int(0))
                 : self->failure != CURLE_OK
                     ? failure_tuple(ts, self, self->failure)
                     : owned(value_from_int(self->events ? self->events : POLLIN));
    guest_lock_release(&self->lock);
    return result;
}

// recv(n): bytes, b"" at the end; None when nothing is there yet; or what failed.
static Ref tls_recv(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Tls *self = tls_of(arguments[0]);
    int size;
    if (!socket_int(ts, arguments[1], &size)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative buffersize in recv");
    }
    size = size > RECEIVE_MAX ? RECEIVE_MAX : size;
    char *buffer = buffer_new(ts, (size_t)size + 1);
    if (!buffer || !lock_tls(ts, self)) {
        buffer_free(ts, buffer);
        return NO_REF;
    }
    size_t received = 0;
    thread_detach(ts);
    CURLcode code = self->curl.easy_recv(self->easy, buffer, (size_t)size, &received);
    thread_attach(ts);
    Ref result = code == CURLE_OK      ? bytes_new(ts, buffer, received)
                 : code == CURLE_AGAIN ? owned(NONE)
                                       : failure_tuple(ts, self, code);
    guest_lock_release(&self->lock);
    buffer_free(ts, buffer);
    return result;
}

// send(data): how many bytes went; None when none can go yet; or what failed.
static Ref tls_send(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Tls *self = tls_of(arguments[0]);
    BytesHold hold;
    if (!bytes_require(ts, arguments[1], &hold)) {
        return NO_REF;
    }
    if (!lock_tls(ts, self)) {
        bytes_release(ts, &hold);
        return NO_REF;
    }
    size_t sent = 0;
    thread_detach(ts);
    CURLcode code = hold.length == 0 ? CURLE_OK
                                     : self->curl.easy_send(self->easy, hold.data,
                                                            (size_t)hold.length, &sent);
    thread_attach(ts);
    Ref result = code == CURLE_OK      ? int_from_u64(ts, sent)
                 : code == CURLE_AGAIN ? owned(NONE)
                                       : failure_tuple(ts, self, code);
    guest_lock_release(&self->lock);
    bytes_release(ts, &hold);
    return result;
}

static Ref tls_close(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Tls *self = tls_of(arguments[0]);
    if (self->process != getpid()) {
        leave_connection(self);
        return owned(NONE);
    }
    if (guest_lock_acquire(ts, &self->lock, CLOCK_NEVER, WAIT_LOCK) != LOCK_TAKEN) {
        return NO_REF;
    }
    thread_detach(ts);
    end_connection(self);
    thread_attach(ts);
    guest_lock_release(&self->lock);
    return owned(NONE);
}

static const NativeDef METHODS[] = {
    {"handshake(self, /)", tls_handshake, "Goes on with agreeing on the keys.", 0},
    {"recv(self, size, /)", tls_recv, "Receives up to size bytes.", 0},
    {"send(self, data, /)", tls_send, "Sends bytes.", 0},
    {"close(self, /)", tls_close, "Ends the connection.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec tls_type_spec = {
    .name = "_curl.Connection",
    .kind = KIND_TLS,
    .size = sizeof(Tls),
    .slots = {.destroy = tls_destroy},
    .methods = METHODS,
    .doc = "A connection with TLS.",
};

static const NativeDef FUNCTIONS[] = {
    {"connection(fd, texts, verify_peer, verify_host, versions, /)", module_connection,
     "A connection with TLS over a connected socket.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec curl_module_spec = {
    .name = "_curl",
    .doc = "TLS by libcurl.",
    .functions = FUNCTIONS,
};
