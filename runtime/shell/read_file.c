// Reading a whole file: regular files, pipes, standard input.
#include "runtime/shell/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *read_file(const char *path, size_t *size) {
    int fd = strcmp(path, "-") == 0 ? 0 : open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) < 0) {
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        close(fd);
        errno = EISDIR;
        return NULL;
    }
    size_t capacity = 65536;
    char *text = malloc(capacity);
    *size = 0;
    ssize_t n = 0;
    while (text && (n = read(fd, text + *size, capacity - *size)) != 0) {
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            break;
        }
        *size += (size_t)n;
        if (*size == capacity) {
            char *larger = realloc(text, capacity *= 2);
            if (!larger) {
                free(text);
            }
            text = larger;
        }
    }
    int error = errno;
    if (fd > 0) {
        close(fd);
    }
    if (n < 0) {
        free(text);
        errno = error;
        return NULL;
    }
    return text;
}
