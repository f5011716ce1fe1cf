# Sourced by ./run: the figures with peers.

command_bench() {
  prepare build run bench
  build_preset release
  bench/run build/release "$@"
}
