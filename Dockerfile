# syntax=docker/dockerfile:1
# Built by CI from a release tag and never by hand: docker build --build-arg REVISION=$(git rev-parse HEAD) -t …:X.Y.Z .

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# What ahead-of-time compilation links with.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends clang zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# Packages first: this layer changes only when they do.
COPY src/Directory.Build.props src/Directory.Packages.props src/BannedSymbols.txt src/
COPY src/HecateDaemon/HecateDaemon.csproj src/HecateDaemon/
COPY src/HecateDaemon.Adapters/HecateDaemon.Adapters.csproj src/HecateDaemon.Adapters/
COPY src/HecateDaemon.Lifecycle/HecateDaemon.Lifecycle.csproj src/HecateDaemon.Lifecycle/
RUN dotnet restore src/HecateDaemon/HecateDaemon.csproj --use-current-runtime
COPY .editorconfig ./
COPY src src
RUN dotnet publish src/HecateDaemon/HecateDaemon.csproj --no-restore --use-current-runtime \
        --configuration Release --output /app \
    && rm -f /app/*.dbg /app/*.pdb /app/*.xml

# Not the chiseled image: git over ssh runs the ssh program, and chiseled has no packages to take it from.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --mode=0750 --owner=$APP_UID --group=$APP_UID /run/hecate /var/log/hecate \
    && install --directory --mode=0700 --owner=$APP_UID --group=$APP_UID /var/lib/hecate
COPY --from=build /app /usr/lib/hecate-daemon
RUN ln -s /usr/lib/hecate-daemon/hecate-daemon /usr/bin/hecate-daemon
# Mount them: the socket's folder to be reached from outside, the state to outlive the container.
VOLUME ["/run/hecate", "/var/lib/hecate"]
USER $APP_UID
ENV HECATE__Logging__File__Enabled=false
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 CMD ["/usr/bin/hecate-daemon", "health"]
ENTRYPOINT ["/usr/bin/hecate-daemon"]
ARG REVISION=unknown
LABEL org.opencontainers.image.title="hecate-daemon" \
      org.opencontainers.image.revision="${REVISION}"
