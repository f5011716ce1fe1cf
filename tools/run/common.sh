# Sourced by ./run: messages, and what all commands share.

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'run: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

cores() { nproc 2>/dev/null || echo 2; }

# One job a core, and no more than one for each 1.5 GB: a sanitized test file takes about one.
jobs_that_fit() {
  local gigabytes
  gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
  local jobs
  jobs=$(cores)
  ((gigabytes >= jobs)) || jobs=$gigabytes
  ((jobs >= 1)) || jobs=1
  echo "$jobs"
}

# Real extracts never enter the repository; where they stand beside it, tests use them.
use_real_data() {
  if [[ -z "${BASSIN_REAL_DATA:-}" && -d ../shared/data ]]; then
    BASSIN_REAL_DATA=$(cd ../shared/data && pwd)
    export BASSIN_REAL_DATA
  fi
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "needs root, or sudo, for: $*"
  fi
}
