#!/bin/sh
# run.sh MEANWHILE COMMAND...: build the image, run it as a careful host would, and run the command,
# which is to test it: two variables say where it is, see test_container.py. The shell runs MEANWHILE
# while the image is built; after it there must be .venv. Without Docker, with what Debian has
# (buildah, podman, runc). As root on Debian; everything that it makes is removed at the end.
#
# No registry of images is needed: the base is made from Debian's packages. Logs are kept and
# passed on, and where a machine gets its packages from is no part of them: what the tools say goes
# to a file, and of that is shown, where something fails, the end without addresses.
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 1 ] || {
    echo "run.sh takes what is to be done meanwhile, and the command that tests the container" >&2
    exit 2
}
meanwhile=$1
shift

# shellcheck disable=SC1091
. /etc/os-release
if [ "$(id -u)" != 0 ] || [ "${ID:-}" != debian ]; then
    echo "The container's tests want root on Debian: they install buildah and podman and mount." >&2
    exit 1
fi

PYTHON=.venv/bin/python
MEGABYTE=1000000
MOST_MEGABYTES=1000
MOST_SECONDS=10  # of processor time, from the start of the container until it is healthy
PATIENCE=90      # seconds within which that is, on a machine with much else to do

work=$(mktemp -d /var/tmp/glassnet-container.XXXXXX)
log=$work/log

# An podman of its own, beside one that the host may have. What is not the default: this machine
# need not have systemd, whose cgroups podman takes otherwise, and crun cannot do hybrid cgroups.
export CONTAINERS_CONF="$work/containers.conf" CONTAINERS_STORAGE_CONF="$work/storage.conf"
cat >"$CONTAINERS_CONF" <<END
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
lock_type = "file"
runtime = "/usr/sbin/runc"
static_dir = "$work/libpod"
tmp_dir = "$work/tmp"
volume_path = "$work/volumes"
[network]
network_config_dir = "$work/networks"
END
cat >"$CONTAINERS_STORAGE_CONF" <<END
[storage]
driver = "overlay"
graphroot = "$work/store"
runroot = "$work/run"
END

beside=
clean_up() {
    status=$?
    trap '' INT TERM HUP
    trap - EXIT
    [ -z "$beside" ] || kill "$beside" 2>/dev/null || true
    {
        podman rm --all --force --time 5
        podman rmi --all --force
        umount --recursive "$work/store/overlay"
        rm -rf --one-file-system "$work"
        # Empty ones only: another podman's stay.
        find /sys/fs/cgroup -depth -type d -path '*/libpod_parent*' -exec rmdir {} +
    } >/dev/null 2>&1 || true
    if [ -e "$work" ]; then
        echo "Some of $work could not be removed." >&2
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

now() { date +%s%N; }
# seconds_since START: with one digit after the point.
seconds_since() { echo "$1 $(now)" | awk '{ printf "%.1f", ($2 - $1) / 1e9 }'; }

# Names of hosts are in what apt and pip say of a failure, in more than one form.
without_addresses() {
    # shellcheck disable=SC2016
    hosts=$(apt-get indextargets --format '$(SITE)' | sed -E 's#^[a-z+]+://##; s#/.*##' |
        sort -u | paste -s -d '|')
    sed -E -e 's#[a-z+]+://[^ "]+#(address)#g' -e "s#host='?[^ ,]+#(host)#g" \
        -e "s#${hosts:-localhost}#(host)#g"
}

# quietly WHAT COMMAND...: run it, say how long it took, and show what it said only if it fails.
quietly() {
    what=$1
    shift
    began=$(now)
    if ! "$@" >"$log" 2>&1; then
        echo "$what failed:" >&2
        tail -n 25 "$log" | without_addresses >&2
        exit 1
    fi
    echo "$what: $(seconds_since "$began") s"
}

install_tools() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        buildah podman runc conmon mmdebstrap
}

# What the image needs of a base: Python with its venv module. The list of the mirror that it
# came from does not stay in it.
make_base() {
    # shellcheck disable=SC2016
    mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $VERSION_CODENAME" |
        head -n 1)
    # shellcheck disable=SC2016
    mmdebstrap --mode=root --variant=minbase --include=python3,python3-venv,ca-certificates \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --customize-hook='rm -rf "$1"/etc/apt/sources.list*' \
        "$VERSION_CODENAME" "$work/base.tar" "$mirror"
    podman import --change 'CMD ["python3"]' "$work/base.tar" localhost/glassnet-base:test
    rm "$work/base.tar"
}

# In the format docker: OCI's has no HEALTHCHECK.
build_image() {
    set --
    if [ -s /etc/ssl/certs/ca-certificates.crt ]; then
        set -- --secret id=ca_bundle,src=/etc/ssl/certs/ca-certificates.crt
    fi
    buildah bud --pull-never --isolation chroot --format docker \
        --build-arg BASE_IMAGE=localhost/glassnet-base:test "$@" \
        --tag localhost/glassnet:test .
}

# start NAME OPTION...: no rights, nothing to write to but a small /tmp. The limits are lower
# than the host's own, as raising one is a right too. The health command is run below: without
# systemd podman has no timers.
start() {
    name=$1
    shift
    podman run --detach --name "$name" --no-healthcheck \
        --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
        --pids-limit 256 --memory 1g --read-only --tmpfs /tmp:rw,size=128m \
        --cap-drop ALL --security-opt no-new-privileges "$@" localhost/glassnet:test
}

# until_healthy NAME BEGAN: by the command that the image names for it.
until_healthy() {
    until podman exec "$1" python /app/deploy/health.py >"$log" 2>&1; do
        if [ $((($(now) - $2) / 1000000000)) -ge "$PATIENCE" ]; then
            echo "$1 is not healthy after $PATIENCE s:" >&2
            podman logs "$1" >&2
            exit 1
        fi
    done
    # The server's own time, in hundredths of a second: a busy machine does not make it longer.
    spent=$(podman exec "$1" python -c \
        "print(sum(map(int, open('/proc/1/stat').read().rsplit(')', 1)[1].split()[11:13])))")
    echo "$1, from start to healthy: $(seconds_since "$2") s, of the processor $spent/100 s"
    if [ "$spent" -ge $((MOST_SECONDS * 100)) ]; then
        echo "$1 took more than $MOST_SECONDS s of the processor's time." >&2
        exit 1
    fi
}

for tool in buildah podman /usr/sbin/runc conmon mmdebstrap; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        quietly "Installing buildah, podman, runc, conmon and mmdebstrap" install_tools
        break
    fi
done
sh -c "$meanwhile" &
beside=$!
quietly "Base of Debian $VERSION_CODENAME" make_base
quietly "Image" build_image
wait "$beside"
beside=

size=$(podman image inspect --format '{{.Size}}' localhost/glassnet:test)
echo "Size: $((size / MEGABYTE)) MB"
if [ "$size" -ge $((MOST_MEGABYTES * MEGABYTE)) ]; then
    echo "The image has $MOST_MEGABYTES MB or more." >&2
    exit 1
fi
health=$(podman image inspect --format '{{json .HealthCheck.Test}}' localhost/glassnet:test)
if [ "$health" != '["CMD","python","/app/deploy/health.py"]' ]; then
    echo "The image's health command is another than the one that is tested: $health" >&2
    exit 1
fi

began=$(now)
quietly "Start without a network, under a path" start alone --network none \
    --env STREAMLIT_SERVER_BASE_URL_PATH=/course/lab
until_healthy alone "$began"
podman rm --force --time 5 alone >"$log" 2>&1

port=$($PYTHON -c 'from tests.serving import free_port; print(free_port())')
began=$(now)
quietly "Start" start served --network host --env "STREAMLIT_SERVER_PORT=$port"
until_healthy served "$began"

# shellcheck disable=SC2016
resident() { podman exec served awk '/^VmRSS/ { print int($2 * 1024 / 1000000) }' /proc/1/status; }
echo "Memory of the server at rest: $(resident) MB"
GLASSNET_CONTAINER_URL="http://127.0.0.1:$port" \
    GLASSNET_CONTAINER_EXEC="podman exec served" \
    "$@"
