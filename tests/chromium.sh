#!/bin/sh
# The browser tests need Debian's Chromium and a font with Arabic letters: installed where it may be, else told how.
set -eu
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; then
    exit 0
fi
packages="chromium fonts-noto-core"
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
else
    echo "The browser tests need Chromium. Install it and run make test again:  sudo apt-get install $packages" >&2
    exit 1
fi
