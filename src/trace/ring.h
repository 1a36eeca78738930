/* The way of events out of a runtime thread: a bounded queue with one writer and one reader,
 * without locks. When it is full the newest event is lost and counted: a slow reader never slows a
 * goroutine down, and what is read is always an unbroken beginning of what was written between two
 * losses. The writer may change from thread to thread if something else orders them (a P's
 * hand-over does); so may the reader. */
#ifndef TRACE_RING_H
#define TRACE_RING_H

#include "trace/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring;

struct ring *ring_create(size_t n_events); /* rounded up to a power of two; owned */
void ring_destroy(struct ring *r);         /* NULL is fine */

/* Writer only. False: the ring was full, the event is dropped and counted. */
bool ring_push(struct ring *r, const struct trace_event *e);

/* Reader only. Takes at most `max` events, oldest first; returns how many were copied. */
size_t ring_drain(struct ring *r, struct trace_event *out, size_t max);

/* Events dropped so far. Any thread; never decreases. */
uint64_t ring_dropped(const struct ring *r);

#endif
