#!/bin/bash
# Builds the Kubernetes 1.20.2 control plane from Debian's source package, once, and prints the folder it is in.
# Cached under $HECATE_CACHE (~/.cache/hecate-daemon) by the hash of this script. About 3 minutes on two cores.
# Needs: curl, apt-get sources of bookworm, golang-1.19-go (taken unpacked, without installing, where it is missing).
set -euo pipefail

cache=${HECATE_CACHE:-$HOME/.cache/hecate-daemon}
out=$cache/kubernetes-$(sha256sum "$0" | cut -c1-12)
commands=(kube-apiserver kube-controller-manager kube-scheduler)
say() { echo "build-kubernetes: $*" >&2; }

if [ -d "$out" ]; then echo "$out"; exit; fi
mkdir -p "$cache"
exec 9> "$out.lock"; flock 9            # two test runs build once
if [ -d "$out" ]; then echo "$out"; exit; fi

work=$(mktemp -d "$cache/building.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"; cd "$work"
mkdir bin

say "fetching the sources"
package=$(apt-get --print-uris download kubernetes-client | cut -d"'" -f2)     # the source tarball lies beside the package
curl -fsS --retry 3 -o kubernetes.tgz "${package%/*}/kubernetes_1.20.5+really1.20.2.orig.tar.gz"
echo "b83c0780efb182d928dc63d46488a847f161f04e40a94b96bf5247dd671ecdfc  kubernetes.tgz" | sha256sum -c --quiet >&2
export GOROOT=/usr/lib/go-1.19
if ! [ -x $GOROOT/bin/go ]; then
  apt-get -qq download golang-1.19-go golang-1.19-src >&2
  for deb in golang-1.19-*.deb; do dpkg -x "$deb" go; done
  GOROOT=$work/go/usr/lib/go-1.19
fi
apt-get -qq download golang-github-modern-go-reflect2-dev >&2
dpkg -x golang-github-modern-go-reflect2-dev_*.deb reflect2

export GOPATH=$work/gopath GOCACHE=$work/gocache GO111MODULE=off GOFLAGS= CGO_ENABLED=0 GOPROXY=off PATH=$GOROOT/bin:/usr/bin:/bin
source=$GOPATH/src/k8s.io/kubernetes
mkdir -p "$source"; tar xzf kubernetes.tgz -C "$source" --strip-components=1; cd "$source"
# The vendored reflect2 1.0.1 predates Go 1.18's map iterator; Debian has 1.0.2.
rm -rf vendor/github.com/modern-go/reflect2
cp -r "$work/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2" vendor/github.com/modern-go/

say "generating the one file that the tarball lacks"
go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
marked() { grep -rl --include='*.go' '+k8s:openapi-gen=' "$@" || [ $? = 1 ]; }
inputs=$( { marked pkg plugin cmd
            (cd staging/src; marked k8s.io | grep -vE '^k8s.io/(code-generator|sample-apiserver)/' | sed 's#^#vendor/#'); } |
          grep -vE '/testdata/|_test.go' | xargs -n1 dirname | LC_ALL=C sort -u | sed 's#^#k8s.io/kubernetes/#' | paste -sd, )
"$work/openapi-gen" --logtostderr -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
  -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$work/violations"

flags="-s -w"
for module in client-go/pkg component-base; do
  for value in gitVersion=v1.20.2 gitMajor=1 gitMinor=20 gitTreeState=clean gitCommit=debian; do
    flags="$flags -X k8s.io/kubernetes/vendor/k8s.io/$module/version.$value"
  done
done
for command in "${commands[@]}"; do
  say "compiling $command"
  go build -p 2 -tags providerless,dockerless -ldflags "$flags" -o "$work/bin/$command" "./cmd/$command" >&2
done
mv "$work/bin" "$out"
echo "$out"
