#!/bin/bash
# The sample application's own supervisor: runs the version that the checked-out manifests name, and a new one when they do.
# usage: supervise.sh FOLDER SOCKET    FOLDER is Directory:Path/DIVISION: FOLDER/revision names what counts below FOLDER/revisions
set -euo pipefail

folder=$1 socket=$2
app=$(dirname "$(readlink -f "$0")")/app
running='' pid=''

stop() { [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2> /dev/null || true; pid=''; }
trap 'stop; exit' TERM INT

wanted() { # the tag of the image in the manifests, without a leading v
  local revision
  revision=$(cat "$folder/revision" 2> /dev/null) || return
  grep -rhoP '^\s*(- )?image:\s*["'\'']?\S*/sample:v?\K[0-9A-Za-z._+-]+' "$folder/revisions/$revision/" | head -n 1
}

while :; do
  version=$(wanted || true)
  if [ -n "$version" ] && [ "$version" != "$running" ] || { [ -n "$pid" ] && ! kill -0 "$pid" 2> /dev/null; }; then
    stop
    "$app" "$socket" "$version" &
    pid=$! running=$version
    echo "runs $version as process $pid"
  fi
  sleep 0.2
done
