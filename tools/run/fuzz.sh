# Sourced by ./run: libFuzzer programs, each for some seconds. Inputs that widened the search are kept in
# build/fuzz-corpus/, inputs that failed in build/fuzz-findings/; fuzz/corpus/ holds those that are committed.

readonly FUZZ_FINDINGS=build/fuzz-findings

# fuzz_one <program> <seconds>: prints one line, or the whole log of a failure.
fuzz_one() {
  local program="$1" seconds="$2" name log
  name=$(basename "$program")
  local thing="${name%_fuzz}"
  log="build/logs/fuzz-$thing.log"
  mkdir -p "build/fuzz-corpus/$thing" "$FUZZ_FINDINGS"
  local inputs=("build/fuzz-corpus/$thing") options=()
  [[ ! -d "fuzz/corpus/$thing" ]] || inputs+=("fuzz/corpus/$thing")
  [[ ! -f "fuzz/$thing.dict" ]] || options+=("-dict=fuzz/$thing.dict")
  if "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="$FUZZ_FINDINGS/$thing-" "${options[@]}" "${inputs[@]}" >"$log" 2>&1; then
    echo "passed fuzz/$thing ($(awk '/number_of_executed_units/ { print $2 }' "$log") inputs)"
  else
    echo "failed fuzz/$thing (build/logs/fuzz-$thing.log, $FUZZ_FINDINGS/)"
    tail -60 "$log" >&2
  fi
}

# fuzz_all <seconds> <results file>: as many at once as there are cores.
fuzz_all() {
  local seconds="$1" results="$2" programs
  mkdir -p build/logs
  shopt -s nullglob
  programs=(build/asan/fuzz/*_fuzz)
  shopt -u nullglob
  if ((${#programs[@]} == 0)); then
    echo "no fuzzer was built" >&2
    return 1
  fi
  say "${#programs[@]} fuzzers, $seconds s each"
  local program
  for program in "${programs[@]}"; do
    while (($(jobs -rp | wc -l) >= $(cores))); do wait -n || true; done
    fuzz_one "$program" "$seconds" >>"$results" &
  done
  wait
  sort "$results"
}

command_fuzz() {
  local seconds="${1:-60}" results=build/results/fuzz.txt
  [[ "$seconds" =~ ^[0-9]+$ ]] || fail "fuzz: not a number of seconds: $seconds"
  prepare build run test
  build_preset asan fuzzers
  mkdir -p build/results
  : >"$results"
  fuzz_all "$seconds" "$results"
  ! grep -q '^failed ' "$results"
}
