#!/bin/bash
# Pushes a folder as an image of one layer, with curl alone. usage: push-image.sh REGISTRY NAME TAG FOLDER REVISION
# The registry is spoken to over plain HTTP: it is one on this machine.
set -euo pipefail

registry=http://$1 name=$2 tag=$3 folder=$4 revision=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac

digest() { echo "sha256:$(sha256sum < "$1" | cut -d ' ' -f 1)"; }
blob() { jq -n --arg t "$2" --arg d "$(digest "$1")" --argjson s "$(stat -c %s "$1")" '{mediaType: $t, digest: $d, size: $s}'; }

upload() { # FILE
  local place
  place=$(curl -fsS -X POST -o /dev/null -D - "$registry/v2/$name/blobs/uploads/" | tr -d '\r' | sed -n 's/^location: *//Ip')
  case $place in /*) place=$registry$place ;; esac
  case $place in *\?*) place+='&' ;; *) place+='?' ;; esac
  curl -fsS -X PUT -o /dev/null -H 'Content-Type: application/octet-stream' --data-binary @"$1" "${place}digest=$(digest "$1")"
}

tar -C "$folder" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$work/layer" .
jq -n --arg architecture "$architecture" --arg version "$tag" --arg revision "$revision" --arg layer "$(digest "$work/layer")" '{
  $architecture, os: "linux",
  config: {Entrypoint: ["/app"], Labels: {
    "org.opencontainers.image.version": $version, "org.opencontainers.image.revision": $revision}},
  rootfs: {type: "layers", diff_ids: [$layer]}}' > "$work/config"
gzip -n "$work/layer"
upload "$work/config"
upload "$work/layer.gz"

type=application/vnd.oci.image
jq -n --arg type "$type.manifest.v1+json" \
  --argjson config "$(blob "$work/config" $type.config.v1+json)" \
  --argjson layer "$(blob "$work/layer.gz" $type.layer.v1.tar+gzip)" \
  '{schemaVersion: 2, mediaType: $type, $config, layers: [$layer]}' > "$work/manifest"
curl -fsS -X PUT -o /dev/null -H "Content-Type: $type.manifest.v1+json" --data-binary @"$work/manifest" \
  "$registry/v2/$name/manifests/$tag"
