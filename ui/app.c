/* The dashboard's door; its rooms are being built. */
#include "ui/app.h"

#include <stdio.h>

int
app_run(const struct session_options *session, const struct app_options *o)
{
    (void)session;
    (void)o;
    fprintf(stderr, "regionscope: this build has no dashboard yet; use --headless\n");
    return 1;
}
