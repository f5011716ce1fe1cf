# Sourced by ./run: the figures with peers.

command_bench() {
  prepare build run bench
  build_preset release
  if [[ "${1:-}" == http ]]; then
    shift
    build_preset release bassin http_load postgres_service
    bench/http/run build/release "$@"
  else
    bench/run build/release "$@"
  fi
}
