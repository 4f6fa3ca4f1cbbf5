#!/bin/bash
# The one door for developers and CI. Run it from anywhere: packaging/build.sh COMMAND
#
#   deps [sample]  what tests (or only the sample) need beside .NET and git; installed where that is possible
#   format         whitespace, as .editorconfig has it
#   build          everything, Release, warnings are errors
#   publish        the ahead-of-time executable: artifacts/<rid>/hecate-daemon
#   windows        that the daemon builds for win-x64
#   lab            the Kubernetes control plane for tests, built once from Debian's sources
#   test           all of the above that tests need, then all tests; the last line is "N passed, N failed"
#   check          format and test
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

export HECATE_CACHE=${HECATE_CACHE:-$HOME/.cache/hecate-daemon}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
tools=$HECATE_CACHE/tools
export PATH=$PATH:$tools/usr/bin:$tools/usr/sbin:/usr/sbin:/sbin

case $(uname -m) in aarch64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac

# What is needed, as COMMAND=DEBIAN-PACKAGE; a path where there is no command.
for_sample="curl=curl jq=jq python3=python3"
for_tests="$for_sample clang=clang /usr/include/zlib.h=zlib1g-dev openssl=openssl gpg=gpg /usr/lib/$(uname -m)-linux-gnu/libwrap.so.0=libwrap0"
# Packages of servers would start them on fixed ports: these are only unpacked, into the cache.
servers_for_sample="docker-registry=docker-registry"
servers_for_tests="$servers_for_sample etcd=etcd-server sshd=openssh-server"

say() { printf '\n== %s\n' "$*" >&2; }
fail() { echo "build.sh: $*" >&2; exit 1; }

missing() { # COMMAND=PACKAGE...: the packages of what is not there
  local need
  for need in "$@"; do
    command -v "${need%%=*}" > /dev/null || [ -e "${need%%=*}" ] || echo "${need#*=}"
  done
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

deps() {
  local packages servers
  [[ $(dotnet --version 2> /dev/null) =~ ^(1[0-9]|[2-9][0-9])\. ]] ||
    fail "the .NET SDK 10 is needed: https://dotnet.microsoft.com/download/dotnet/10.0"
  if [ "${1:-}" = sample ]; then
    packages=$(missing git=git $for_sample) servers=$(missing $servers_for_sample)
  else
    packages=$(missing git=git $for_tests) servers=$(missing $servers_for_tests)
  fi
  [ -n "$packages$servers" ] || return 0
  packages=$(echo $packages) servers=$(echo $servers)

  command -v apt-get > /dev/null || fail "not a Debian machine: please install what these Debian packages hold: $packages $servers"
  [ "$(id -u)" = 0 ] || command -v sudo > /dev/null || fail "please run as root: apt-get install $packages $servers"
  say "taking from Debian: $packages $servers"
  as_root apt-get -qq update
  [ -z "$packages" ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $packages > /dev/null
  [ -z "$servers" ] || unpack $servers
}

unpack() { # PACKAGE...
  local folder deb
  mkdir -p "$tools"
  folder=$(mktemp -d)
  (cd "$folder" && apt-get -qq -o APT::Sandbox::User=root download "$@")
  for deb in "$folder"/*.deb; do dpkg -x "$deb" "$tools"; done
  rm -rf "$folder"
}

format() {
  say "format"
  dotnet format whitespace . --folder --verify-no-changes --exclude artifacts
}

build() {
  say "build"
  dotnet build HecateDaemon.sln -c Release -v quiet
}

# Builds for one runtime keep their intermediate files apart, or each would undo the other's restore.
publish() {
  say "publish $rid"
  dotnet publish src/HecateDaemon -c Release -r "$rid" -v quiet --artifacts-path "artifacts/$rid-build" -o "artifacts/$rid"
}

windows() {
  say "build win-x64"
  dotnet build src/HecateDaemon -c Release -r win-x64 -v quiet --artifacts-path artifacts/win-x64-build
}

lab() {
  say "Kubernetes for tests"
  tests/lab/build-kubernetes.sh > /dev/null
}

tests() {
  local results=artifacts/test-results project name passed=0 failed=0 seen
  rm -rf $results
  export HECATE_TEST_EXE=$PWD/artifacts/$rid/hecate-daemon
  for project in tests/*.Tests/*.Tests.csproj; do # one after the other: they are many processes each
    name=$(basename "$project" .csproj)
    say "$name"
    seen=0
    dotnet test "$project" -c Release --no-build --results-directory $results --logger "trx;LogFileName=$name.trx" \
      --blame-hang-timeout 15m --blame-hang-dump-type none || seen=$?
    passed=$((passed + $(counted "$results/$name.trx" passed)))
    failed=$((failed + $(counted "$results/$name.trx" failed error timeout aborted)))
    # A run that broke off has no failed test to show for it.
    [ "$seen" = 0 ] || [ "$(counted "$results/$name.trx" failed error timeout aborted)" != 0 ] || failed=$((failed + 1))
  done
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] && [ "$passed" != 0 ]
}

counted() { # TRX COUNTER...: their sum; 0 without a file
  local file=$1 counters name sum=0
  counters=$(grep -so -m1 '<Counters [^>]*>' "$file") || true
  for name in "${@:2}"; do
    [[ $counters =~ [[:space:]]$name=\"([0-9]+)\" ]] && sum=$((sum + BASH_REMATCH[1]))
  done
  echo "$sum"
}

case ${1:-} in
  deps) deps "${2:-}" ;;
  format | build | publish | windows) "$1" ;;
  lab) deps; lab ;;
  test) deps; build; publish; lab; tests ;;
  check) format; deps; build; publish; lab; tests ;;
  *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit 64 ;;
esac
