# The command senate-questions for a machine without Python. compose.yaml starts it with a schedule and a web server.
FROM debian:trixie-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/senate-questions
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1 PIP_NO_DEPS=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=1
COPY requirements-build.lock requirements.lock ./
RUN for lock in requirements-build.lock requirements.lock; do \
      /opt/senate-questions/bin/python -m pip install --require-hashes --only-binary :all: -r $lock || exit 1; \
    done
COPY pyproject.toml README.md LICENSE LICENSES.md ./
COPY flows flows
COPY tasks tasks
COPY schemas schemas
RUN /opt/senate-questions/bin/python -m pip install --no-build-isolation . \
 && /opt/senate-questions/bin/python -m compileall -q -j 0 /opt/senate-questions/lib

# The web server of compose.yaml. A copy has no right to bind low ports, without which the original does not start.
FROM caddy:2 AS explorer
RUN cp /usr/bin/caddy /tmp/caddy && mv /tmp/caddy /usr/bin/caddy
USER 10001:10001

FROM debian:trixie-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates python3 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin senate \
 && install -d -o senate -g senate /data /prefect
COPY --from=build /opt/senate-questions /opt/senate-questions
# Only /data (pages and releases), /prefect (the record of runs) and /tmp are written to: the root may be read-only.
ENV PATH=/opt/senate-questions/bin:$PATH HOME=/tmp PREFECT_HOME=/prefect SENATE_DATA=/data PYTHONUNBUFFERED=1
USER senate
WORKDIR /data
VOLUME ["/data", "/prefect"]
HEALTHCHECK --interval=10m --timeout=1m --start-period=1h CMD ["senate-questions", "status", "--check"]
ENTRYPOINT ["senate-questions"]
CMD ["--help"]
