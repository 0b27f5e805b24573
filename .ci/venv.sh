#!/bin/sh
# Makes the virtual environment; on a bare Debian or Ubuntu python3 comes without venv, so it is installed where it may be.
set -eu
dir=$1
if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then :; else
    echo "Furat needs Python 3.11 or newer; this is $(python3 --version)." >&2
    exit 1
fi
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    package="python3-venv"
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"
    elif sudo -n true 2>/dev/null; then
        sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends "$package"
    else
        echo "Python's venv module is missing. Install it and run make again:  sudo apt-get install $package" >&2
        exit 1
    fi
fi
python3 -m venv "$dir"
