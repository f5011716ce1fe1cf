# Sourced by ./run: a server at work for a while, and what it holds afterwards.

command_soak() {
  local seconds="${1:-600}"
  [[ "$seconds" =~ ^[0-9]+$ ]] || fail "soak: not a number of seconds: $seconds"
  prepare build run test
  build_preset release bassin geofile
  python3 test/soak/soak.py build/release/src/app/bassin openapi.yaml "$seconds"
}

# command_rehearse [cases worked a day]: three days of a flood, held against its own ledger.
command_rehearse() {
  prepare build run
  build_preset release bassin
  python3 test/soak/rehearsal.py build/release/src/app/bassin openapi.yaml "$@"
}
