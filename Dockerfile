# Glassnet in a container: docker build -t glassnet .
#
# Two stages of one base, so that the virtual environment fits the interpreter that it names.
# Another base with Python 3.11 or 3.12 and its venv module will do as well:
# --build-arg BASE_IMAGE=...
ARG BASE_IMAGE=python:3.12-slim-bookworm

FROM ${BASE_IMAGE} AS build

RUN python3 -m venv /opt/venv

# Before the source: a change of the app does not install the packages again. Where TLS ends at a
# proxy with a certificate of its own, its authority comes as a secret, of which nothing stays:
# --secret id=ca_bundle,src=/etc/ssl/certs/ca-certificates.crt
COPY requirements.lock /build/
RUN --mount=type=secret,id=ca_bundle,target=/run/ca.crt,required=false \
    set -eu; \
    if [ -s /run/ca.crt ]; then export PIP_CERT=/run/ca.crt; fi; \
    /opt/venv/bin/python -m pip install --no-cache-dir --no-compile --disable-pip-version-check \
        --only-binary :all: --require-hashes -r /build/requirements.lock; \
    # A container installs nothing. Its packages' own tests and pyarrow's C++ headers are a
    # tenth of its size.
    /opt/venv/bin/python -m pip uninstall --yes --quiet pip setuptools; \
    find /opt/venv/lib -type d -name tests -path '*/site-packages/*' \
        -prune -exec rm -r {} +; \
    rm -r /opt/venv/lib/python3*/site-packages/pyarrow/include

COPY app /app/app
COPY assets /app/assets
COPY core /app/core
COPY .streamlit/config.toml /app/.streamlit/config.toml
COPY deploy/health.py /app/deploy/health.py

# A read-only file system keeps no bytecode that is made later, and without it each start compiles
# everything. Nothing changes a source file here, so none is looked at again.
RUN /opt/venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash \
        /opt/venv/lib /app

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Glassnet" \
      org.opencontainers.image.description="See how a neural network learns: every unit, every weight, every gradient."

# The base's own pip, where it has one: nothing is installed from here on. Python's own images hold
# the standard library without its bytecode, and at each start the half of it would be compiled.
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages/pip* \
    && python3 -m compileall -q -j 0 -x '/(ensurepip|idlelib|lib2to3|site-packages|tests?)/' \
        "$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"

COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app

# The one place that is written to is /tmp: caches and what a library keeps in a home.
# One thread for linear algebra, as the app sets it anyway: without a pool of them for each core
# of the host, memory and the number of tasks stay small. What is freed goes back to the system: the
# app sets that itself too (app/hosting/allocator.py), but Streamlit's first threads begin before it.
ENV PATH=/opt/venv/bin:${PATH} \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    TMPDIR=/tmp \
    OPENBLAS_NUM_THREADS=1 \
    OMP_NUM_THREADS=1 \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=262144 \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_BASE_URL_PATH="" \
    GLASSNET_HEALTH_PATH=/healthz

WORKDIR /app
USER 10001:10001
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "/app/deploy/health.py"]
CMD ["python", "-m", "streamlit", "run", "app/server.py"]
