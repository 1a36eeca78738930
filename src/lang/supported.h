/* What regionscope brings of Go's packages, in words for messages: "a, b, c". */
#ifndef LANG_SUPPORTED_H
#define LANG_SUPPORTED_H

struct buf;

/* Appends the import paths that a program may use. */
void supported_packages(struct buf *out);

/* Appends the exported names of an embedded package, without methods. */
void supported_names(struct buf *out, const char *package);

#endif
