# Sourced by ./run: the figures with peers.

command_bench() {
  prepare build run test bench
  build_preset release
  bench/run build/release "$@"
}
