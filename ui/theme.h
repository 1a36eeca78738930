/* What colours mean. A cell of the canvas carries a role, never a colour; one table gives each role
 * its look in the four depths a terminal may have. Each region has one hue everywhere. The three
 * sets of the collector have hues and glyphs of their own, so that colour is never the only carrier
 * of a meaning. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdint.h>

enum theme_role {
    THEME_PLAIN,  /* the terminal's own foreground */
    THEME_DIM,    /* frames, units, what may be skipped */
    THEME_STRONG, /* numbers and words that matter */
    THEME_STACK,
    THEME_HEAP,
    THEME_ARENA,
    THEME_GLOBALS,
    THEME_TEXT,
    THEME_METADATA,
    THEME_GC,     /* the collector at work */
    THEME_WHITE,  /* not found */
    THEME_GREY,   /* found, not looked into */
    THEME_BLACK,  /* looked into */
    THEME_FLASH,  /* just changed */
    THEME_RECENT, /* changed lately */
    THEME_RUNNING,
    THEME_STOPPED,
    THEME_FROZEN,
    THEME_ERROR,
    THEME_KEY, /* a key in the footer */
    THEME_ROLES
};

/* Attributes, or-ed to a role: together they are a style. */
enum {
    THEME_BOLD = 0x100,
    THEME_REVERSE = 0x200,
    THEME_FAINT = 0x400,
    THEME_UNDERLINE = 0x800,
    THEME_ROLE_MASK = 0xff
};

enum theme_depth { THEME_MONO, THEME_8, THEME_256, THEME_DIRECT };

struct theme_look {
    int32_t rgb;       /* direct colour; -1 = the terminal's default */
    int16_t c256;      /* palette index; -1 = default */
    int16_t c8;        /* 0..7; -1 = default */
    uint16_t mono;     /* attributes that stand for the colour on a monochrome terminal */
    uint16_t all;      /* attributes in every depth */
    const char *words; /* for the legend; NULL = not shown there */
};

extern const struct theme_look theme_looks[THEME_ROLES];

/* The colour number of a role in a depth; -1 = default. Not for THEME_MONO. */
int32_t theme_color(enum theme_role role, enum theme_depth depth);
/* All attributes of a style in a depth: its own, the role's, and for mono what replaces the hue. */
unsigned theme_attrs(unsigned style, enum theme_depth depth);

#endif
