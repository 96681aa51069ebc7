#!/usr/bin/env bash
# Make a virtual environment and install Tongpan into it: ./setup.sh [WHAT TO INSTALL]
#   VENV    the environment (default .venv)
#   PYTHON  the interpreter that makes it (default python3; 3.11 or newer)
set -euo pipefail
cd "$(dirname "$0")"
venv=${VENV:-.venv}
python=${PYTHON:-python3}
torch=2.13.0

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$python" --version) met. Name one: PYTHON=python3.11 make ..." >&2
  exit 1
}
[ -x "$venv/bin/pip" ] || "$python" -m venv "$venv"
pip() { "$venv/bin/pip" --disable-pip-version-check -qq "$@"; }

echo "Installing torch for the CPU into $venv (some minutes the first time)"
# CPU torch first: the default build for Linux brings gigabytes of GPU libraries.
#  1. what is there stays (a GPU server keeps its own build)
#  2. the CPU wheel, where pip is told of one (a wheel folder, an index of the court's own)
#  3. the CPU wheel from its usual place, which uv knows by name
#  4. whatever build pip finds
"$venv/bin/python" -c 'import torch' 2>/dev/null \
  || pip install --no-deps "torch==$torch+cpu" 2>/dev/null \
  || { pip install uv && "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" \
         --no-deps --torch-backend cpu "torch==$torch"; } 2>/dev/null \
  || pip install -c constraints.txt torch

if [ $# -eq 0 ]; then set -- -e .; fi
echo "Installing into $venv: $*"
pip install -c constraints.txt "$@"
