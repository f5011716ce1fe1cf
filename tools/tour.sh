#!/usr/bin/env bash
# A guided tour of the commands over the demonstration territory. Usage: tools/tour.sh folder-of-programs [folder]
# The folder (.bassin/demo by default) then holds the files and the data, to go on by hand.
set -euo pipefail

programs=$(cd "$1" && pwd)
folder="${2:-.bassin/demo}"
rm -rf "$folder/files" "$folder/data"
mkdir -p "$folder"
cd "$folder"
export PATH="$programs/app:$PATH" BASSIN_DATA="$PWD/data"
export LANG="${LANG:-fr_FR.UTF-8}"

tell() { printf '\n\033[1m# %s\033[0m\n' "$*"; }

# Shows a command as one would type it, then its answer, cut to the lines that fit a screen.
show() {
  local word line=''
  for word in "$@"; do
    [[ "$word" != *' '* ]] || word="\"$word\""
    line+=" $word"
  done
  printf '\n\033[32m$%s\033[0m\n' "$line"
  run_shown "$@" 2>&1 | awk 'NR <= 45 { print } NR == 46 { print "  [...]" }'
}

run_shown() {
  local code=0
  "$@" || code=$?
  ((code <= 1)) || printf '(exit code %d)\n' "$code" # 1: nothing found, which is an answer
  return $((code > 1))
}

first_siret() { bassin list --territory "Crécy-la-Chapelle" --field all --sort size --limit 1 --columns siret --csv | tail -1 | tr -d '"'; }

tell "A territory of fictitious businesses, in the official formats of Sirene"
show bassin synthesize files --demonstration
tell "Imported into one snapshot; each row is kept, or rejected with its reason"
show bassin import files/*.csv --fictitious
show bassin snapshots
show bassin verify

tell "The Pays Créçois as it was in 2019, and where its communes went"
show bassin territory "Pays Créçois" --at 2019-06-01
tell "How many businesses, of which field; by section of activity and size; of a list of communes of one's own"
show bassin count --territory "Pays Créçois"
show bassin count --territory "Pays Créçois" --by section,size-group
show bassin count --territory-file files/pays_crecois_2019.txt --at 2018-01-31
tell "Whose members they are: a business may have several chambers, so the union is said too"
show bassin count --territory "Pays Créçois" --by chamber
tell "The stock at a date of the past, from the history"
show bassin count --territory "Pays Créçois" --at 2018-01-31
show bassin series --territory "Pays Créçois" --from 2015 --to 2025
tell "The last ten created"
show bassin list --territory "Pays Créçois" --sort created-desc --limit 10
tell "By name, misspelt"
show bassin search boulanjerie --territory "Pays Créçois" --limit 5
tell "Everything known of one of them, with the source and date of each value"
show bassin establishment "$(first_siret)"
tell "A flood along the Grand Morin: who is within, and whom to call first"
show bassin within files/crue_grand_morin.geojson --sort size --limit 10
show bassin within files/crue_grand_morin.geojson --by section
tell "A newer snapshot can be taken back: the former one is used again"
show bassin import files/*.csv --fictitious --force
show bassin rollback
show bassin snapshots

tell "The data stand in $PWD: export BASSIN_DATA=$BASSIN_DATA, then bassin --help"
