#!/bin/sh
# Benchmarks: ./dev bench [OPTIONS] [PROGRAM...]; --help tells more.
exec python3 "$(dirname "$0")/bench.py" "$@"
