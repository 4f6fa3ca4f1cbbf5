#!/bin/bash
# Ships a sample release end to end, before your eyes: a tag in a code repository, its image in a registry, a commit to a
# GitOps repository, the running application. Everything is on this machine, in a temporary folder.
#
#   packaging/sample/ship.sh [--keep]     --keep: leave everything running, to look at it
#
# HECATE_DAEMON names another executable than the one that is built here.
set -euo pipefail

version=1.0.0
here=$(dirname "$(readlink -f "$0")")
keep=
case ${1:-} in
  '') ;;
  --keep) keep=yes ;;
  *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit 64 ;;
esac

bold= dim= green= plain=
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' plain=$'\e[0m'; fi
title() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
tell() { printf '  %s\n' "$*"; }
quote() { sed "s/^/    $dim/; s/\$/$plain/"; }
fail() { printf '\nship.sh: %s\n' "$*" >&2; exit 1; }

title "Building the daemon"
"$here/../build.sh" deps sample
export PATH=$PATH:${HECATE_CACHE:-$HOME/.cache/hecate-daemon}/tools/usr/bin # where deps unpacks servers
daemon=${HECATE_DAEMON:-}
if [ -z "$daemon" ]; then
  DOTNET_NOLOGO=1 dotnet build "$here/../../src/HecateDaemon" -c Release -v quiet | sed -n '/error/p'
  daemon=$here/../../src/HecateDaemon/bin/Release/net10.0/hecate-daemon
fi
[ -x "$daemon" ] || fail "there is no executable $daemon"

lab=$(mktemp -d "${TMPDIR:-/tmp}/hecate-sample.XXXXXX")
socket=$lab/daemon.sock
declare -A pids=()

start() { # NAME COMMAND...: in a session of its own, so that Ctrl+C comes to this script alone
  setsid "${@:2}" > "$lab/$1.log" 2>&1 < /dev/null &
  pids[$1]=$!
}

finish() {
  local status=$?
  if [ -n "$keep" ] && [ $status = 0 ]; then return; fi
  [ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2> /dev/null || true
  wait
  if [ $status = 0 ]; then rm -rf "$lab"; else echo "What happened is in $lab/*.log" >&2; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

await() { # SECONDS NAME COMMAND...: until the command succeeds, which says that NAME is ready
  local end=$((SECONDS + $1)) name=$2
  until "${@:3}" > /dev/null 2>&1; do
    if ! kill -0 "${pids[$name]}" 2> /dev/null; then
      tail -n 5 "$lab/$name.log" | quote
      fail "the $name has ended"
    fi
    [ $SECONDS -lt $end ] || fail "the $name is not ready after $1 seconds"
    sleep 0.1
  done
}

title "Laying out a small world in $lab"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=Sample GIT_AUTHOR_EMAIL=sample@example.org GIT_COMMITTER_NAME=Sample GIT_COMMITTER_EMAIL=sample@example.org

printf '%s\n' 'version: 0.1' 'log: {level: info, accesslog: {disabled: true}}' "storage: {filesystem: {rootdirectory: $lab/registry}}" \
  'http: {addr: "127.0.0.1:0", secret: sample}' > "$lab/registry.yml"
start registry docker-registry serve "$lab/registry.yml"
await 30 registry grep -q 'listening on 127' "$lab/registry.log"
registry=$(grep -o 'listening on 127\.0\.0\.1:[0-9]*' "$lab/registry.log" | grep -o '127.*')

code=$lab/code
git init -q -b main "$code"
install -m 755 "$here/app" "$code/app"
cat > "$code/CHANGELOG.md" << 'EOF'
# Changelog

## [1.0.0] - 2026-01-01

### Added

- The sample says how it is: `/health` on its Unix socket.
EOF
git -C "$code" add .
git -C "$code" commit -q -m "feat: Say how it is"
git -C "$code" tag -a v$version -m "v$version"
tell "code repository    $code, tag v$version"

image=$registry/hecate/sample
mkdir "$lab/image" && git -C "$code" archive v$version | tar -x -C "$lab/image"
"$here/push-image.sh" "$registry" hecate/sample $version "$lab/image" "$(git -C "$code" rev-parse HEAD)"
tell "image              $image:$version, pushed as CI would"

git init -q --bare -b main "$lab/gitops.git"
git clone -q "$lab/gitops.git" "$lab/gitops" 2> /dev/null
mkdir "$lab/gitops/sample"
cat > "$lab/gitops/sample/deployment.yaml" << EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sample
spec:
  selector:
    matchLabels: {app: sample}
  template:
    metadata:
      labels: {app: sample}
    spec:
      containers:
        - name: sample
          image: $image:0.9.0  # the daemon changes this line
EOF
git -C "$lab/gitops" add .
git -C "$lab/gitops" commit -q -m "feat: Run the sample"
git -C "$lab/gitops" push -q origin main
tell "GitOps repository  $lab/gitops.git, which wants $image:0.9.0"

mkdir "$lab/live" "$lab/state"
jq -n --arg lab "$lab" --arg image "$image" '{
  Divisions: {sample: {CodeRepository: "\($lab)/code", Image: $image, GitOpsPath: "sample"}},
  Environments: {local: {
    GitOpsRepository: "\($lab)/gitops.git", Reconciler: "directory", Directory: {Path: "\($lab)/live"},
    ObservationWindow: "00:00:05",
    SmokeTests: [{Name: "health", Url: "http://sample/health", UnixSocket: "\($lab)/sample.sock",
                  ExpectJson: {"$.status": "ok"}, VersionAt: "$.version"}]}}}' > "$lab/daemon.json"
start supervisor "$here/supervise.sh" "$lab/live/sample" "$lab/sample.sock"
STATE_DIRECTORY=$lab/state LOGS_DIRECTORY=$lab/state start daemon "$daemon" --config "$lab/daemon.json" --socket "$socket"
await 60 daemon curl -fsS --unix-socket "$socket" http://hecate/health
tell "daemon             $(curl -sS --unix-socket "$socket" http://hecate/health)"

api() { # PATH [JSON]: the answer; a refusal ends the script with the daemon's own words
  local answer
  answer=$(curl -sS --max-time 60 --unix-socket "$socket" ${2:+-H 'Content-Type: application/json' -d "$2"} "http://hecate$1")
  jq -e .ok <<< "$answer" > /dev/null || fail "$1: $(jq -r '[.error, .detail, .missing[]?] | join("\n  ")' <<< "$answer")"
  echo "$answer"
}

attest() { # entry|exit: a person vouches for each item that the daemon has no means to look at
  local item text note
  while IFS=$'\t' read -r item text; do
    case $item in
      debugging_concluded) note="the sample's tests passed" ;;
      ci_green) note="there is no CI here; the image was pushed by hand" ;;
      staging_verified) note="there is no staging here" ;;
      team_notified) note="you are watching" ;;
      rollback_plan_documented) note="delete the temporary folder" ;;
      monitoring_ready) note="nobody monitors a sample" ;;
      users_unaffected) note="there are none" ;;
      *) note="it is a first release; see CHANGELOG.md" ;;
    esac
    api "/api/deployments/$id/attest" "$(jq -n --arg item "$item" --arg note "$note" '{$item, $note}')" > /dev/null
    tell "$green✓$plain $text: $note"
  done < <(api "/api/deployments/$id/checklist" | jq -r --arg list "$1" '.[$list][] | select(.status == "cannot_tell") | [.item, .text] | @tsv')
}

describe='def sha: .[0:8];
  def places: [.changes[] | "\(.file):\(.line) \(.old) → \(.new)"] | join(", ");
  def tests: [.results[] | "\(.name): \(.detail)"] | join("; ");
  . as {$type, $data} | $data | {
    release_verified_v1: "tag \(.tag) is commit \(.commit // "" | sha)",
    image_verified_v1: "\(.image):\(.tag) is \(.digest // "" | .[0:19])…",
    manifests_bumped_v1: "commit \(.commit // "" | sha): \(places? // "")",
    smoke_tests_passed_v1: (tests? // ""),
    smoke_tests_failed_v1: (tests? // "")
  }[$type] // .evidence // (.waiting_for | values | "waits for \(.)") // .reason // ""'

follow() { # until the deployment has passed its last station
  local line type text
  while IFS= read -r line; do
    [[ $line == data:* ]] || continue
    type=$(jq -r '.type | rtrimstr("_v1")' <<< "${line#data:}")
    text=$(jq -r "$describe" <<< "${line#data:}")
    case $type in
      deployment_initiated | deployment_opened | checklist_item_*) ;;
      *_waited | *_progressed | *_inconclusive) tell "$dim… $text$plain" ;;
      *_failed | deployment_shelved) tell "✗ $type: $text"; return 1 ;;
      *) tell "$green✓$plain $(printf '%-26s' "${type//_/ }")$text" ;;
    esac
    [ "$type" != observation_passed ] || return 0
  done < <(curl -sN --max-time 300 -H 'Accept: text/event-stream' --unix-socket "$socket" "http://hecate/api/deployments/$id/events" 2> /dev/null)
  return 1
}

title "Shipping sample $version to local"
id=$(api /api/deployments '{"division_id":"sample","environment":"local","version":"'$version'"}' | jq -r .deployment.deployment_id)
tell "deployment $id is pending: what the daemon cannot look at, a person attests"
attest entry
api "/api/deployments/$id/open" '{}' > /dev/null
tell "it is open; from here the daemon walks alone"
follow || fail "the release did not arrive; the daemon's log is $lab/daemon.log"
attest exit
concluded=$(api "/api/deployments/$id/conclude" '{}' | jq -r '.deployment | "\(.state), \(.outcome)"')
tell "${bold}deployment $id is $concluded${plain}"
[ "$concluded" = "completed, shipped" ] || fail "it should be completed, shipped"

title "What there is now"
tell "the application says"
curl -sS --unix-socket "$lab/sample.sock" http://sample/health | jq -c . | quote
tell "the GitOps repository says"
git --git-dir="$lab/gitops.git" log -1 --format='%s%n%n%(trailers)' main | quote

title "Look at it yourself"
for path in "" "/$id" "/$id/events" "/$id/checklist"; do
  tell "curl -sS --unix-socket $socket http://hecate/api/deployments$path | jq"
done
if [ -n "$keep" ]; then
  tell "everything runs on; end it with"
  tell "kill ${pids[*]}; rm -rf $lab"
else
  tell "${dim}everything is stopped and removed now; packaging/sample/ship.sh --keep leaves it running$plain"
fi
