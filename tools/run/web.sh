# Sourced by ./run: the web application, into build/web/.

# Whether something of it is newer than what was built.
web_is_stale() {
  [[ -f build/web/index.html ]] || return 0
  [[ -n $(find web openapi.yaml -newer build/web/index.html -not -path '*/node_modules/*' -not -name '*.gen.ts' -type f -print -quit) ]]
}

build_web() {
  [[ ! web/package-lock.json -nt web/node_modules/.package-lock.json ]] || rm -rf web/node_modules
  install_from_lock web
  web_is_stale || return 0
  say "building the web application"
  npm run --silent --prefix web build >"$(log_of build web)" 2>&1 || {
    cat "$(log_of build web)"
    return 1
  }
}

# What the browser tests are made of, and the provider by which some of them sign in.
prepare_browser_tests() {
  install_from_lock test/browser
  install_from_lock test/provider
}
