#!/bin/sh
# Make sure that there is HAProxy for the balancer's tests: one that is installed, else Debian's own
# if this is root, else say what to do.
set -eu
if [ -n "${HAPROXY:-}" ] || command -v haproxy >/dev/null 2>&1 || [ -x /usr/sbin/haproxy ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing HAProxy for the balancer's tests ..."
    apt-get update -qq
    # Only the program: its package would also start it, as a service of this machine.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends haproxy >/dev/null
    exit 0
fi
echo "The balancer's tests need HAProxy: sudo apt-get install haproxy," >&2
echo "or set HAPROXY to the path of one." >&2
exit 1
