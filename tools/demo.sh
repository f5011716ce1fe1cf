#!/usr/bin/env bash
# The fictitious Pays Créçois, served on this machine with its partners. Usage: tools/demo.sh folder-of-programs [folder] [port]
# The folder (.bassin/demo by default) is made anew; what is entered in the application stays until the next demonstration.
set -euo pipefail

programs=$(cd "$1" && pwd)
folder="${2:-.bassin/demo}"
port="${3:-8080}"
mkdir -p "$folder"
cd "$folder"
rm -rf files data
export PATH="$programs/app:$PATH" BASSIN_DATA="$PWD/data"
export LANG="${LANG:-fr_FR.UTF-8}"

bassin synthesize files --demonstration
bassin import files/*.csv --fictitious
cat >bassin.toml <<TOML
[data]
folder = "$PWD/data"
[server]
port = $port
[installation]
name = "Pays Créçois (démonstration)"
[sign_in]
second_factor = "nobody"
TOML
bassin demonstration --with-work --config bassin.toml
printf '\n\033[1m%s\033[0m\n\n' "http://127.0.0.1:$port (Ctrl-C: fin / end)"
exec bassin serve --config bassin.toml
