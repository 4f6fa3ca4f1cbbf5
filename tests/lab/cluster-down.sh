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
# A node's pods ended with it, but for their empty control groups.
if [ -d "$lab/node" ]; then
  for id in "$lab"/node/containerd/io.containerd.grpc.v1.cri/{sandboxes,containers}/*; do
    rmdir /sys/fs/cgroup/{,*/}k8s.io/"$(basename "$id")" 2> /dev/null
  done
  rmdir /sys/fs/cgroup/{,*/}k8s.io 2> /dev/null
fi
true
