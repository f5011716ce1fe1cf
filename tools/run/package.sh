# Sourced by ./run: the Debian package of what is built.

command_package() {
  prepare build run package
  build_preset release
  build_web
  cpack --config build/release/CPackConfig.cmake -B "$PWD/build/package" >"$(log_of package deb)" || {
    cat "$(log_of package deb)"
    return 1
  }
  rm -rf build/package/_CPack_Packages
  say "made $(ls build/package/bassin_*.deb)"
}
