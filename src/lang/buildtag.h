/* Build constraints: which files of a folder belong to the program on linux/amd64. */
#ifndef LANG_BUILDTAG_H
#define LANG_BUILDTAG_H

#include <stdbool.h>

/* From the file's name: false for a_windows.go, a_arm64.go, a_linux_386.go and the like. */
bool buildtag_name_matches(const char *name);

/* From its text: false when a line //go:build before the package clause excludes it. */
bool buildtag_text_matches(const char *text);

#endif
