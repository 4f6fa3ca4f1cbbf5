#!/bin/bash
# Starts a Kubernetes control plane on loopback: cluster-up.sh FOLDER [OWNER_PID]
# Everything it writes is in FOLDER; several can run side by side. FOLDER/env says where it is, FOLDER/*.kubeconfig how to
# get in. Stop it with cluster-down.sh FOLDER; with an OWNER_PID it stops by itself once that process is gone.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
mkdir -p "$1"; lab=$(readlink -f "$1"); owner=${2:-}
bin=$("$here/build-kubernetes.sh")
mkdir -p "$lab/pki" "$lab/run" "$lab/log"
pki=$lab/pki

issue() { # name, subject, usage, [subject alternative names]
  openssl ecparam -name prime256v1 -genkey -noout -out "$pki/$1.key"
  openssl req -new -key "$pki/$1.key" -subj "$2" -out "$pki/$1.csr"
  { echo "basicConstraints=CA:FALSE"; echo "keyUsage=digitalSignature,keyEncipherment"; echo "extendedKeyUsage=$3"
    [ -z "${4:-}" ] || echo "subjectAltName=$4"; } > "$pki/$1.ext"
  openssl x509 -req -in "$pki/$1.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 3650 \
    -extfile "$pki/$1.ext" -out "$pki/$1.crt" 2> /dev/null
}

credentials() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$pki/ca.key"
  openssl req -x509 -new -key "$pki/ca.key" -days 3650 -subj "/CN=hecate-lab" -out "$pki/ca.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
  issue apiserver "/CN=kube-apiserver" serverAuth "DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1"
  issue admin "/O=system:masters/CN=admin" clientAuth
  issue controller-manager "/CN=system:kube-controller-manager" clientAuth
  issue scheduler "/CN=system:kube-scheduler" clientAuth
  openssl genrsa -out "$pki/sa.key" 2048 2> /dev/null
  openssl rsa -in "$pki/sa.key" -pubout -out "$pki/sa.pub" 2> /dev/null
  # One user who may do everything, and one who may do nothing until a test gives it a role.
  { echo 'admin-token,admin,uid-admin,"system:masters"'; echo 'stranger-token,stranger,uid-stranger'; } > "$pki/tokens.csv"
}

kubeconfig() { # file, user as YAML flow
  cat > "$1" <<K
apiVersion: v1
kind: Config
clusters: [{name: lab, cluster: {server: "https://127.0.0.1:$api_port", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}}]
users: [{name: user, user: $2}]
contexts: [{name: lab, context: {cluster: lab, user: user}}]
current-context: lab
K
}

certificate() { echo "{client-certificate-data: $(base64 -w0 "$pki/$1.crt"), client-key-data: $(base64 -w0 "$pki/$1.key")}"; }

free_port() { # below the range from which the kernel hands out ephemeral ports
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}

start() { # name, command...: the PID is written by the process itself, before it becomes the command
  setsid bash -c 'echo $$ > "$0"; exec "$@"' "$lab/run/$1.pid" "${@:2}" > "$lab/log/$1.log" 2>&1 < /dev/null 9>&- &
}

within() { # seconds, command...: true once the command is; false when etcd or the API server ended or time is over
  local end=$((SECONDS + $1)); shift
  until "$@"; do
    for pid in "$lab"/run/{etcd,apiserver}.pid; do [ ! -s "$pid" ] || kill -0 "$(cat "$pid")" 2> /dev/null || return 1; done
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}

etcd_answers() { curl -fs -o /dev/null --max-time 2 "$etcd/health"; }
api_ready() { [ "$(curl -s --max-time 5 --cacert "$pki/ca.crt" -H 'Authorization: Bearer admin-token' "$api/readyz")" = ok ]; }
accounts_made() { # the controllers work: the default service account exists and has its token
  curl -s --max-time 5 --cacert "$pki/ca.crt" -H 'Authorization: Bearer admin-token' \
    "$api/api/v1/namespaces/default/serviceaccounts/default" | grep -q '"secrets"'
}

control_plane() {
  etcd_port=$(free_port); peer_port=$(free_port); api_port=$(free_port)
  etcd=http://127.0.0.1:$etcd_port; api=https://127.0.0.1:$api_port
  rm -rf "$lab/etcd" "$lab"/run/*.pid
  start etcd "$(command -v etcd)" --data-dir "$lab/etcd" --unsafe-no-fsync \
    --listen-client-urls "$etcd" --advertise-client-urls "$etcd" --listen-peer-urls "http://127.0.0.1:$peer_port" \
    --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" --initial-cluster "default=http://127.0.0.1:$peer_port"
  within 60 etcd_answers || return 1
  start apiserver "$bin/kube-apiserver" --etcd-servers="$etcd" --endpoint-reconciler-type=none \
    --bind-address=127.0.0.1 --secure-port="$api_port" --advertise-address=127.0.0.1 \
    --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
    --token-auth-file="$pki/tokens.csv" --authorization-mode=RBAC --allow-privileged \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/sa.pub" \
    --service-account-signing-key-file="$pki/sa.key" --service-cluster-ip-range=10.96.0.0/24
  within 120 api_ready || return 1
  for name in controller-manager scheduler; do kubeconfig "$pki/$name.kubeconfig" "$(certificate $name)"; done
  start controller-manager "$bin/kube-controller-manager" --kubeconfig="$pki/controller-manager.kubeconfig" --node-monitor-period=1s \
    --port=0 --secure-port=0 --leader-elect=false --use-service-account-credentials \
    --service-account-private-key-file="$pki/sa.key" --root-ca-file="$pki/ca.crt" \
    --controllers='*,-nodeipam,-cloud-node-lifecycle,-service,-route,-attachdetach,-persistentvolume-binder,-persistentvolume-expander,-ttl,-bootstrapsigner,-tokencleaner'
  start scheduler "$bin/kube-scheduler" --kubeconfig="$pki/scheduler.kubeconfig" --port=0 --secure-port=0 --leader-elect=false
  within 120 accounts_made
}

credentials
for attempt in 1 2 3; do # a free port may be taken before it is used
  if control_plane; then
    kubeconfig "$lab/admin.kubeconfig" "$(certificate admin)"
    kubeconfig "$lab/stranger.kubeconfig" "{token: stranger-token}"
    { echo "API_SERVER=$api"; echo "API_AUTHORITY=$pki/ca.crt"; echo "API_ADMIN_TOKEN=admin-token"; } > "$lab/env"
    if [ -n "$owner" ]; then
      start owner-watch bash -c 'while kill -0 "$1" 2> /dev/null; do sleep 1; done; exec "$2" "$3"' \
        - "$owner" "$here/cluster-down.sh" "$lab"
    fi
    exit 0
  fi
  echo "cluster-up: attempt $attempt did not come up" >&2
  tail -n 5 "$lab"/log/*.log >&2
  "$here/cluster-down.sh" "$lab"
done
exit 1
