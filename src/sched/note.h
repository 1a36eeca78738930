/* One thread sleeps, another wakes it: a wake before the sleep is not lost, and one wake ends one
 * sleep. Go: runtime/lock_futex.go (note) */
#ifndef SCHED_NOTE_H
#define SCHED_NOTE_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

struct note {
    uv_mutex_t lock;
    uv_cond_t cond;
    bool set; /* woken and not yet consumed; guarded by lock */
};

void note_init(struct note *n);
void note_finish(struct note *n);
void note_wake(struct note *n); /* any thread */
void note_sleep(struct note *n);
bool note_sleep_for(struct note *n, int64_t ns); /* false when the time ran out; ns <= 0: no wait */

#endif
