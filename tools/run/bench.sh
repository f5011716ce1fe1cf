# Sourced by ./run: the figures with peers.

command_bench() {
  if [[ "${1:-}" == web ]]; then
    shift
    prepare build run test
    build_preset release bassin geofile
    build_web
    prepare_browser_tests
    node bench/web/measure.mjs build/release/src/app/bassin "$@"
    return
  fi
  prepare build run bench
  build_preset release
  if [[ "${1:-}" == http ]]; then
    shift
    build_preset release bassin http_load postgres_service
    bench/http/run build/release "$@"
  elif [[ "${1:-}" == crisis ]]; then
    shift
    prepare test  # its client is that of the tests
    build_preset release bassin geofile
    bench/crisis/run build/release "$@"
  elif [[ "${1:-}" == casework ]]; then
    shift
    build_preset release bassin geofile http_load
    bench/casework/run build/release "$@"
  else
    bench/run build/release "$@"
  fi
}
