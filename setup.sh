#!/bin/sh
# Set up what the toolkit needs: system libraries (Pango and HarfBuzz to set text and
# subset faces, Ghostscript and Poppler for proofs and ink), then a virtual environment
# with the pinned packages.
# Usage: setup.sh VENV
set -eu

venv=$1
python=${PYTHON:-python3}

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
has_program() { command -v "$1" >/dev/null 2>&1; }

missing=""
has_library libpango-1.0.so || missing="$missing libpango-1.0-0"
has_library libpangoft2-1.0.so || missing="$missing libpangoft2-1.0-0"
has_library libharfbuzz-subset.so || missing="$missing libharfbuzz-subset0"
has_library libcairo.so || missing="$missing libcairo2"
has_program gs || missing="$missing ghostscript"
has_program pdftoppm || missing="$missing poppler-utils"
has_program qpdf || missing="$missing qpdf"
"$python" -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"

if [ -n "$missing" ]; then
  if ! has_program apt-get; then
    echo "setup: these are missing:$missing (Debian's names)." >&2
    echo "Install Pango, Ghostscript, Poppler and qpdf with your package manager" >&2
    echo "(macOS: brew install pango ghostscript poppler qpdf), then run make again." >&2
    exit 3
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    has_program sudo || { echo "setup: as root, run apt-get install$missing" >&2; exit 3; }
    as_root=sudo
  fi
  echo "setup: installing$missing"
  $as_root apt-get update -q >/dev/null
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing >/dev/null
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "setup: Python 3.11 or newer is needed; set PYTHON=python3.11" >&2
  exit 3
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
