# Sourced by ./run: configures and compiles one preset.

# build_preset <preset> [targets...]
build_preset() {
  local preset="$1"
  shift
  say "building $preset"
  cmake --preset "$preset" >"$(log_of configure "$preset")" 2>&1 || {
    cat "$(log_of configure "$preset")"
    return 1
  }
  local targets=()
  (($# == 0)) || targets=(--target "$@")
  cmake --build --preset "$preset" -j "$(jobs_that_fit)" "${targets[@]}"
}

log_of() {
  mkdir -p build/logs
  echo "build/logs/$1-$2.log"
}
