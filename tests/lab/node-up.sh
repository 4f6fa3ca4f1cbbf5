#!/bin/bash
# Adds a real node, containerd and kubelet, to the control plane that cluster-up.sh started in FOLDER: node-up.sh FOLDER PAUSE_IMAGE
# Both live in mount and PID namespaces of their own: with their first process every pod ends. Pods need hostNetwork.
# node-up.sh --check ends with 1 where this machine cannot do that, and says why.
set -euo pipefail

check() {
  [ "$(id -u)" = 0 ] || { echo "it needs root"; return 1; }
  unshare --mount --pid --fork --mount-proc true 2> /dev/null || { echo "namespaces cannot be made here (unshare)"; return 1; }
  grep -qw overlay /proc/filesystems || { echo "the kernel has no overlay filesystem"; return 1; }
  [ -d /sys/fs/cgroup/memory ] || [ -f /sys/fs/cgroup/cgroup.controllers ] || { echo "there are no cgroups"; return 1; }
  [ -w /sys/fs/cgroup ] || { echo "cgroups are read-only here"; return 1; }
  address > /dev/null || { echo "there is no address but loopback's, and a node may not have that"; return 1; }
  command -v clang > /dev/null || { echo "there is no clang to compile the shipped program with"; return 1; }
}

address() { ip -4 -o addr show scope global | awk '{split($4, a, "/"); print a[1]; exit}' | grep .; }

tools() { # prints the folder into which Debian's packages of a container runtime are unpacked
  local packages=(containerd runc containernetworking-plugins)
  local cache=${HECATE_CACHE:-$HOME/.cache/hecate-daemon} out
  out=$cache/node-$(echo "${packages[@]}" | sha256sum | cut -c1-12)
  mkdir -p "$cache"; exec 9> "$out.lock"; flock 9
  if ! [ -d "$out" ]; then
    local work; work=$(mktemp -d "$cache/node.XXXXXX"); chmod 755 "$work"
    (cd "$work"; apt-get -qq download "${packages[@]}" >&2; for deb in *.deb; do dpkg -x "$deb" x; done)
    mv "$work/x" "$out"; rm -rf "$work"
  fi
  exec 9>&-
  echo "$out"
}

if [ "${1:-}" = --check ]; then check; exit; fi
if [ "${1:-}" = --inside ]; then # in the namespaces, with what is below in the environment
  for folder in /run /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs "$folder"; done
  mkdir -p /var/lib/kubelet /var/log/pods /var/log/containers
  mount --make-rshared /
  containerd -c "$node/containerd.toml" > "$node/containerd.log" 2>&1 &
  until [ -S /run/containerd.sock ]; do sleep 0.1; done
  exec "$bin/kubelet" --config="$node/kubelet.yaml" --kubeconfig="$lab/admin.kubeconfig" --hostname-override=real-node \
    --node-ip="$ip" --root-dir="$node/kubelet" --cert-dir="$node/pki" --volume-plugin-dir="$node/plugins" \
    --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd.sock \
    --feature-gates=LocalStorageCapacityIsolation=false > "$node/kubelet.log" 2>&1
fi

why=$(check) || { echo "$why" >&2; exit 1; }
lab=$(readlink -f "$1"); node=$lab/node; ip=$(address); bin=$("$(dirname "$(readlink -f "$0")")/build-kubelet.sh"); kit=$(tools)
mkdir -p "$node/cni"
cat > "$node/cni/10-loopback.conflist" << 'C'
{"cniVersion": "0.4.0", "name": "lab", "plugins": [{"type": "loopback"}]}
C
cat > "$node/containerd.toml" << C
version = 2
root = "$node/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper"]
[grpc]
  address = "/run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$2"
  stream_server_address = "127.0.0.1"
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$kit/usr/lib/cni"
    conf_dir = "$node/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = "$kit/usr/sbin/runc"
C
cat > "$node/kubelet.yaml" << K
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 127.0.0.1
port: $((32000 + RANDOM % 700))
healthzPort: 0
readOnlyPort: 0
authentication: {anonymous: {enabled: false}, webhook: {enabled: false}, x509: {clientCAFile: $lab/pki/ca.crt}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
failSwapOn: false
makeIPTablesUtilChains: false
evictionHard: {memory.available: "50Mi"}
imageGCHighThresholdPercent: 100
nodeStatusUpdateFrequency: 5s
hairpinMode: none
K
export lab node ip bin PATH=$kit/usr/bin:$kit/usr/sbin:/usr/sbin:/usr/bin:/sbin:/bin
setsid bash -c 'echo $$ > "$1"; shift; exec "$@"' - "$lab/run/node.pid" \
  unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$(readlink -f "$0")" --inside "$lab" > "$node/node.log" 2>&1 < /dev/null &
end=$((SECONDS + 90))
until kubectl --kubeconfig "$lab/admin.kubeconfig" wait --for=condition=Ready --timeout=1s node/real-node > /dev/null 2>&1; do
  [ $SECONDS -lt $end ] || { tail -n 15 "$node"/*.log >&2; exit 1; }
  sleep 0.3
done
