# The images, and a registry with three listeners. Read by ../fleet.

images_dir() { echo "${FLEET_IMAGES:-$D/images}"; }

# Made anew only when what they are made of has changed.
cmd_images() {
  load_state; need_ship ship1
  local out; out=$(images_dir)
  mkdir -p "$out"; exec 8>"$out/.lock"; flock 8     # fleets may share the folder
  if [ "$(cat "$out/origin" 2>/dev/null)" != "$(images_origin)" ] || [ ! -f "$out/all.tar" ]; then
    rm -f "$out/origin"
    bash "$LIB/images.sh" "$out" "$(sock ship1)"
    images_origin >"$out/origin"
  fi
  exec 8>&-
}
images_origin() { { cat "$LIB/images.sh" "$(command -v busybox)"; echo "${FLEET_REDIS:-1}"; } | sha256sum; }

cmd_load() {
  load_state; cmd_images
  local s list pids=() bad=0; [ "${1:-all}" = all ] && list=$(ships) || list=$1
  for s in $list; do need_ship "$s"; docker -H "unix://$(sock "$s")" load -q -i "$(images_dir)/all.tar" >/dev/null & pids+=($!); done
  for s in "${pids[@]}"; do wait "$s" || bad=1; done
  [ $bad = 0 ] || die "not every ship took the images"
}

cmd_build() {  # IMAGE FOLDER
  load_state; need_ship ship1
  local s work; work=$(mktemp -d "$D/build.XXXX")
  tar -C "$2" -c . | DOCKER_BUILDKIT=0 docker -H "unix://$(sock ship1)" build -q -t "$1" - >/dev/null 2>"$work/log" || die "$(cat "$work/log")"
  docker -H "unix://$(sock ship1)" save -o "$work/image.tar" "$1"
  for s in $(ships); do [ "$s" = ship1 ] || docker -H "unix://$(sock "$s")" load -q -i "$work/image.tar" >/dev/null; done
  rm -rf "$work"
}

cmd_registry() {
  load_state; need_ship ship1; check_machine docker-registry
  local R=$D/registry img b dk; mkdir -p "$R/store" "$R/auth" "$R/docker-config"
  alive reg || start_registry "$R"
  b=$(printf '%s:%s' "$REG_USER" "$REG_PASS" | base64 -w0)
  printf '{"auths":{"%s":{"auth":"%s"},"%s":{"auth":"%s"}}}\n' "$NET.2:5000" "$b" "$NET.2:5443" "$b" >"$R/docker-config/config.json"
  chmod 600 "$R/docker-config/config.json"
  cmd_images
  dk=(docker --config "$R/docker-config" -H "unix://$(sock ship1)")
  for img in $(cat "$(images_dir)/list"); do
    "${dk[@]}" image inspect "$img" >/dev/null 2>&1 || "${dk[@]}" load -q -i "$(images_dir)/all.tar" >/dev/null
    "${dk[@]}" tag "$img" "$NET.2:5000/$img"; "${dk[@]}" push -q "$NET.2:5000/$img" >/dev/null
    "${dk[@]}" rmi "$NET.2:5000/$img" >/dev/null
  done
  write_env
  say "registry: $NET.2:5000 (basic auth), $NET.2:5001 (anonymous), $NET.2:5443 (TLS, basic auth); $(wc -w <"$(images_dir)/list") images"
}

start_registry() {  # FOLDER
  local R=$1 listener kind port i
  perl -e 'my @c=("a".."z","0".."9"); my $s=join "",map {$c[rand @c]} 1..21; print "$ARGV[0]:",crypt($ARGV[1],"\$2y\$05\$$s."),"\n"' \
    "$REG_USER" "$REG_PASS" >"$R/htpasswd"
  spawn reg; plug reg
  for listener in auth:5000 anon:5001 tls:5443; do
    port=${listener#*:} kind=${listener%:*}
    { printf 'version: 0.1\nlog: {level: info}\nstorage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}, cache: {blobdescriptor: inmemory}}\nhttp:\n  addr: 0.0.0.0:%s\n  secret: fleet\n' "$R/store" "$port"
      [ "$kind" != tls ] || printf '  tls: {certificate: %s, key: %s}\n' "$D/certs/servers/reg.pem" "$D/certs/servers/reg-key.pem"
      [ "$kind" = anon ] || printf 'auth: {htpasswd: {realm: fleet, path: %s}}\n' "$R/htpasswd"; } >"$R/$kind.yml"
    inns reg bash -c "setsid docker-registry serve '$R/$kind.yml' </dev/null >>'$D/log/registry.$kind.log' 2>&1 &"
  done
  for port in 5000 5001 5443; do
    for i in $(seq 100); do innet reg bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null && break; sleep 0.05; done
  done
}
