#!/bin/bash
# Builds the kubelet as build-kubernetes.sh builds the control plane, and prints the folder it is in. For the few tests with a
# real node; by itself, so that nobody else waits for it. About 2 minutes on two cores, once.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
recipe=$(mktemp); trap 'rm -f "$recipe"' EXIT
sed 's/^commands=.*/commands=(kubelet)/' "$here/build-kubernetes.sh" > "$recipe"
bash "$recipe"
