#!/bin/bash
# Stops what cluster-up.sh started, by PID, and waits until it is gone: cluster-down.sh FOLDER
set -uo pipefail
lab=$(readlink -f "$1")

ours() { # a PID that was given to somebody else meanwhile is not ours
  tr '\0' ' ' < "/proc/$1/cmdline" 2> /dev/null | grep -qF -- "$lab"
}

for name in node owner-watch scheduler controller-manager apiserver etcd; do
  [ -s "$lab/run/$name.pid" ] || continue
  pid=$(cat "$lab/run/$name.pid"); rm -f "$lab/run/$name.pid"
  [ "$pid" != $$ ] && ours "$pid" || continue
  kill "$pid" 2> /dev/null
  for _ in $(seq 100); do ours "$pid" || break; sleep 0.1; done
  ours "$pid" && kill -9 "$pid" 2> /dev/null
done
# What a node's pods leave behind: empty control groups, of any node of ours that is no more.
find /sys/fs/cgroup -mindepth 2 -depth -type d -path '*/k8s.io/*' -exec rmdir {} + 2> /dev/null
true
