# Sourced by ./run: installs what is missing, and nothing where nothing is.

readonly NODE_NEEDED=20.19
readonly NODE_VERSION=22.23.3

# The packages of one group of packaging/debian-packages.txt.
packages_of() {
  awk -F'|' -v group="$1" '!/^#/ && NF >= 5 { gsub(/ /, ""); if ($2 == group) print $1 }' packaging/debian-packages.txt
}

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

check_groups() {
  local group
  for group in "$@"; do
    [[ -n $(packages_of "$group") ]] || fail "unknown group of packages: $group"
  done
}

# The packages of the given groups that are not installed.
missing_packages() {
  local group package
  for group in "$@"; do
    for package in $(packages_of "$group"); do
      is_installed "$package" || echo "$package"
    done
  done
}

install_packages() {
  has apt-get || fail "not Debian: install by hand: $*"
  say "installing: $*"
  as_root apt-get -o Acquire::Retries=3 -q update </dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 -q install -y --no-install-recommends "$@" </dev/null
}

node_is_recent() {
  has node && [[ $(printf '%s\n' "$NODE_NEEDED" "$(node --version | tr -d v)" | sort -V | head -1) == "$NODE_NEEDED" ]]
}

# Debian's own Node is 18; a newer one comes as a package of npm, into build/node/.
install_node() {
  if ! has node || ! has npm; then
    install_packages nodejs
    has npm || install_packages npm
  fi
  node_is_recent && return
  local architecture
  case "$(uname -m)" in
    x86_64) architecture=x64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "Node $NODE_NEEDED or newer is needed; none is packaged for $(uname -m)" ;;
  esac
  local folder="$PWD/build/node"
  local program="$folder/node_modules/node-linux-$architecture/bin/node"
  if [[ ! -x "$program" ]]; then
    say "Node $NODE_VERSION from npm ($(node --version) is older than $NODE_NEEDED)"
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund "node-linux-$architecture@$NODE_VERSION" </dev/null
  fi
  PATH="$(dirname "$program"):$PATH"
  export PATH
  node_is_recent || fail "the Node in $folder does not start: remove that folder and try again"
}

# install_from_lock <folder>: the npm packages that its package-lock.json names, and again where they are not all there.
install_from_lock() {
  [[ -f "$1/node_modules/.package-lock.json" ]] || npm ci --ignore-scripts --silent --prefix "$1" </dev/null
}

# What the tests on real extracts compare with. Without a registry they count as skipped and say why.
prepare_real_data() {
  [[ -n "${BASSIN_REAL_DATA:-}" ]] || return 0
  install_from_lock test/real || echo "npm ci in test/real failed: the tests that need it will be skipped" >&2
}

# prepare <groups...>: everything that these groups need is there afterwards.
prepare() {
  local missing
  check_groups "$@"
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
  install_node
}
