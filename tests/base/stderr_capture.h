/* What a piece of code writes to stderr, or how it dies: run it in a child and read back. */
#ifndef TESTS_BASE_STDERR_CAPTURE_H
#define TESTS_BASE_STDERR_CAPTURE_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs fn in a child; returns the child's wait status. out gets its stderr, cut to size - 1. */
static inline int
stderr_capture(void (*fn)(void), char *out, size_t size)
{
    int ends[2], status;
    if (pipe(ends))
        return -1;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        fn();
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    ssize_t got;
    char drain[256];
    while ((got = read(ends[0], drain, sizeof drain)) > 0)
        for (ssize_t i = 0; i < got && len + 1 < size; i++)
            out[len++] = drain[i];
    out[len] = '\0';
    close(ends[0]);
    return pid < 0 || waitpid(pid, &status, 0) < 0 ? -1 : status;
}

#endif
