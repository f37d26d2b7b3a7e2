#!/bin/sh
# Make sure that there is a Chromium or Chrome for the browser tests: one that is installed, else
# Debian's own if this is root, else say what to do.
set -eu
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core >/dev/null
    exit 0
fi
echo "The browser tests need Chromium or Chrome: sudo apt-get install chromium," >&2
echo "or set CHROMIUM to the path of one." >&2
exit 1
