/* The scheduler's loop on a thread of its own. Internal to this folder: struct m is in p.h. */
#ifndef SCHED_M_H
#define SCHED_M_H

#include "sched/p.h"

/* uv_thread_create_ex with every signal blocked but those that a fault raises, so that the
 * process's other threads get all others. Returns 0 or libuv's error. */
int m_thread(uv_thread_t *thread, void (*fn)(void *), void *arg);

#endif
