# Sourced by ./run: every check, in stages. A stage that fails is counted and the next ones still run, so that one
# run says all; tools/tally adds up and decides.

readonly RESULTS=build/results

# stage <name> <command...>: its failure counts as one failed test, its success says how long it took.
stage() {
  local name="$1" started=$SECONDS
  shift
  if "$@"; then
    echo "passed $name" >>"$RESULTS/stages.txt"
    echo "-- $name: $((SECONDS - started)) s"
  else
    echo "failed $name" >>"$RESULTS/stages.txt"
    echo "-- $name failed after $((SECONDS - started)) s" >&2
    return 1
  fi
}

# Two tests a core: many wait for a limit of time, a letter or a lease. Those that fill a core take two places (PROCESSORS
# in test/), and those that last start first (COST).
# run_ctest <preset> [ctest options]: each test is counted by tools/tally, so its failure does not stop here.
run_ctest() {
  local preset="$1"
  shift
  say "tests of $preset"
  UBSAN_OPTIONS=print_stacktrace=1 \
    ctest --preset "$preset" --parallel $((2 * $(cores))) --output-junit "$PWD/$RESULTS/$preset.xml" "$@" </dev/null || true
  [[ -s "$RESULTS/$preset.xml" ]]
}

# Under the sanitizers all tests run but the checks of the tree, which the release build judges once, and, unless deep, those whose time
# is that of starting and killing the program hundreds of times (what those read and write is tried there by the tests of each module), and
# the second database of the modules above sql: their code is the same on both, and waits for PostgreSQL in another process.
readonly ABOVE_SQL='access|convention|crisis|documents|feeds|grids|jobs|letters|partners|retention|service|succession|support|waters'
readonly SECOND_DATABASE="^($ABOVE_SQL)/.*/Postgresql"
test_preset() {
  stage "$1/build" build_preset "$1" && stage "$1/tests" run_ctest "$@"
}

test_fuzzers() {
  stage fuzz/run fuzz_all "$1" "$RESULTS/fuzz.txt"  # built with the tests under the sanitizers
}

test_deep() {
  TSAN_OPTIONS="suppressions=$PWD/tools/tsan.supp" test_preset tsan --label-exclude 'checks|browser' || true
  stage tidy tools/check_tidy build/asan || true
}

command_test() {
  local deep=0
  case "${1:-}" in
    "") ;;
    --deep) deep=1 ;;
    *) fail "test: unknown option: $1" ;;
  esac
  prepare build run package test
  ((deep == 0)) || prepare deep
  prepare_real_data
  prepare_browser_tests
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  ulimit -c 0
  ((deep == 0)) || export BASSIN_DEEP=1  # the crash tests then kill and fill disks in a long loop
  stage web/build build_web || true
  local left=()
  ((deep)) || left=(--exclude-regex "$SECOND_DATABASE")
  test_preset asan --label-exclude "checks|browser$( ((deep)) || echo '|crash|real|soak')" "${left[@]}" || true
  test_preset release || true
  test_fuzzers $((deep ? 120 : 20)) || true
  ((deep == 0)) || test_deep
  say "$((SECONDS / 60)) minutes"
  tools/tally "$RESULTS" tools/test_floor.txt
}
