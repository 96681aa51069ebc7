#!/usr/bin/env bash
# Gather all that an installation without a network needs: deploy/wheels.sh FOLDER [EXTRAS]
#   FOLDER  takes the wheels, setup.sh and constraints.txt; carry it to the court's machine whole
#   EXTRAS  optional parts, comma-separated (default postgres)
#   PYTHON  the interpreter (default python3): same version and processor as on the court's machine
# There:    cd FOLDER && PIP_NO_INDEX=1 PIP_FIND_LINKS=$PWD VENV=/opt/tongpan ./setup.sh "tongpan[EXTRAS]"
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
extras=${2:-postgres}
cd "$(dirname "$0")/.."
torch=$(sed -n 's/^torch==\([0-9.]*\).*/\1/p' constraints.txt)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
pip() { "$work/venv/bin/pip" --disable-pip-version-check -q "$@"; }

# torch for the CPU where pip knows of a wheel of it; otherwise the usual build with its GPU libraries.
pip wheel --no-deps --wheel-dir "$out" "torch==$torch+cpu" 2>/dev/null \
  || echo "No wheel of torch for the CPU is known to pip: taking the usual build (gigabytes)" >&2
# Wheels of everything, also of what is published as sources only: nothing is compiled at the court.
# Versions as pinned; torch already in the folder is not fetched again.
pip wheel --wheel-dir "$out" --find-links "$out" -c constraints.txt ".[$extras]"
# What setup.sh makes an environment with.
pip wheel --wheel-dir "$out" --no-deps pip
cp setup.sh constraints.txt "$out"
printf '%s\n' "$(find "$out" -name '*.whl' | wc -l) wheels, $(du -sm "$out" | cut -f1) MB in $out"
