#!/bin/sh
# Checks style, types and layers; with `all` runs the tests after that. Expects the services to be up.
# Goes on after a failure, so that one run shows everything; the exit status tells.
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
failed=

check() {
    echo "== $*"
    "$bin/python" -m "$@" || failed="$failed $1"
}

check ruff check .
check ruff format --check .
check mypy .
echo "== import-linter"
"$bin/lint-imports" || failed="$failed import-linter"
[ -z "$failed" ] || echo "Niet in orde:$failed"

if [ "${1:-}" = all ]; then
    echo "== pytest"
    "$bin/python" -m pytest -n auto --dist worksteal || failed="$failed pytest"
fi
[ -z "$failed" ]
