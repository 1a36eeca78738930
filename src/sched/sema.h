/* Semaphores under sync.Mutex, WaitGroup and friends: a uint32 in program memory with a queue of
 * goroutines per address (251 buckets). Go: runtime/sema.go */
#ifndef SCHED_SEMA_H
#define SCHED_SEMA_H

#include "sched/schedule.h"

struct semas;
struct semas *semas_create(void);
void semas_destroy(struct semas *s);
/* True: acquired at once (no safepoint was reached). False: g is parked, return SCHEDULE_PARKED; it
 * has the semaphore when it runs again. pc and sp are saved. */
bool sema_acquire(struct semas *s, struct m *m, struct g *g, uint64_t addr, bool lifo,
                  enum g_wait_reason why);
void sema_release(struct semas *s, struct m *m, uint64_t addr, bool handoff);
/* Condition variables: tickets. */
uint32_t sema_notify_add(struct semas *s, uint64_t list_addr);
bool sema_notify_wait(struct semas *s, struct m *m, struct g *g, uint64_t list_addr,
                      uint32_t ticket);
void sema_notify_all(struct semas *s, struct m *m, uint64_t list_addr);
void sema_notify_one(struct semas *s, struct m *m, uint64_t list_addr);

#endif
