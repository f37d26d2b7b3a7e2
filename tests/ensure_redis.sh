#!/bin/sh
# Make sure that there is Redis, or Valkey, for the tests of classes that several processes share: one
# that is installed, else Debian's own if this is root, else say what to do.
set -eu
if [ -n "${REDIS_SERVER:-}" ] || command -v redis-server >/dev/null 2>&1 \
    || command -v valkey-server >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Redis for the tests of classes ..."
    apt-get update -qq
    # Only the program: its package would also start it, as a service of this machine.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends redis-server >/dev/null
    exit 0
fi
echo "The tests of classes need Redis: sudo apt-get install redis-server," >&2
echo "or set REDIS_SERVER to the path of one." >&2
exit 1
