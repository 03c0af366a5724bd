# One ship: its engine, the relay that gives plain TCP, its ssh server. Read by ../fleet.

sock()      { echo "$(sdir "$1")/docker.sock"; }
ping_sock() { perl "$LIB/ping.pl" "$1" "${2:-2}"; }

make_ship() {
  local s=$1 S; S=$(sdir "$s")
  if ! alive "$s"; then
    mkdir -p "$S"
    spawn "$s"; plug "$s"
    [ -f "$S/host_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C "$s" -f "$S/host_ed25519"
    start_sshd "$s"
    start_engine "$s"
  else
    inns "$s" test -f /run/sshd.pid || start_sshd "$s"
    [ "$(engine_state "$s")" != down ] || start_engine "$s"
  fi
  wait_engine "$s" || die "dockerd of $s did not come up; see $D/log/$s.dockerd.log"
}

start_engine() { server_cert "$1" "$(cat "$(sdir "$1")/cert" 2>/dev/null || echo good)" >/dev/null; inns "$1" bash "$SELF" __engine "$1"; }
cmd___engine() {
  load_state
  local s=$1 S cert driver=(); S=$(sdir "$s")
  cert=$(server_cert "$s" "$(cat "$S/cert" 2>/dev/null || echo good)")
  rm -f /run/docker.pid "$S/docker.sock" /run/docker.sock
  [ -f /etc/docker/daemon.json ] || echo "{\"live-restore\": false, \"insecure-registries\": [\"$NET.2:5000\", \"$NET.2:5001\", \"$NET.1:5100\"]}" >/etc/docker/daemon.json
  [ -z "${FLEET_STORAGE:-}" ] || driver=(--storage-driver "$FLEET_STORAGE")
  [ -z "${DOCKER_MIN_API_VERSION:-}" ] || export DOCKER_MIN_API_VERSION
  # shellcheck disable=SC2086
  setsid "${FLEET_DOCKERD:-dockerd}" --data-root "$S/data" --exec-root /run/docker --pidfile /run/docker.pid --group ops \
    -H "unix://$S/docker.sock" -H unix:///run/docker.sock -H tcp://0.0.0.0:2376 --tlsverify \
    --tlscacert "$D/certs/ca.pem" --tlscert "$cert.pem" --tlskey "$cert-key.pem" \
    --cgroup-parent "/fleet-$ID/$s" --exec-opt native.cgroupdriver=cgroupfs --shutdown-timeout 10 --label "ship=$s" \
    "${driver[@]}" ${FLEET_DOCKERD_ARGS:-} </dev/null >>"$D/log/$s.dockerd.log" 2>&1 &
  setsid perl "$LIB/relay.pl" 0.0.0.0 2375 "$S/docker.sock" </dev/null >>"$D/log/$s.relay.log" 2>&1 &
  echo $! >/run/relay.pid
}
engine_state() {
  local s=$1 p st
  p=$(inns "$s" cat /run/docker.pid 2>/dev/null) || { echo down; return; }
  st=$(inns "$s" sed 's/^.*) //' "/proc/$p/stat" 2>/dev/null | cut -c1) || true
  case $st in '') echo down;; T) echo frozen;; *) echo up;; esac
}
wait_engine() {
  local s=$1 i
  for i in $(seq 300); do
    ping_sock "$(sock "$s")" 1 2>/dev/null && return 0
    alive "$s" || break
    if [ "$i" -gt 20 ] && [ "$(engine_state "$s")" = down ]; then break; fi    # it ended by itself
    sleep 0.1
  done
  tail -5 "$D/log/$s.dockerd.log" >&2; return 1
}
stop_relay()  { inns "$1" sh -c 'kill -9 $(cat /run/relay.pid 2>/dev/null) 2>/dev/null; rm -f /run/relay.pid' || true; }
stop_engine() {  # SHIP SIGNAL
  local s=$1 sig=$2 i
  stop_relay "$s"
  inns "$s" sh -c 'p=$(cat /run/docker.pid 2>/dev/null) || exit 0; kill -CONT $p; kill -'"$sig"' $p' 2>/dev/null || true
  for i in $(seq 200); do [ "$(engine_state "$s")" = down ] && return 0; sleep 0.1; done
  die "dockerd of $s did not end"
}

start_sshd() {
  local s=$1 S key=host_ed25519; S=$(sdir "$s")
  [ ! -f "$S/host_new" ] || key=host_new
  cat >"$S/sshd_config" <<C
Port $SSH_PORT
ListenAddress 0.0.0.0
HostKey $S/$key
PidFile /run/sshd.pid
AuthorizedKeysFile $D/ssh/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding $(cat "$S/sshforward" 2>/dev/null || echo yes)
AllowStreamLocalForwarding $(cat "$S/sshforward" 2>/dev/null || echo yes)
MaxStartups $(cat "$S/sshlimit" 2>/dev/null || echo 100)
MaxSessions 100
UseDNS no
PrintMotd no
LogLevel VERBOSE
Subsystem sftp internal-sftp
C
  # Newer servers shut out a client that fails often, which is just what tests do.
  inns "$s" "$(command -v sshd)" -t -f "$S/sshd_config" -o PerSourcePenalties=no 2>/dev/null && echo "PerSourcePenalties no" >>"$S/sshd_config"
  # It writes its pid file when it listens, after its parent has ended.
  inns "$s" sh -c '"$@" && for i in $(seq 100); do test -f /run/sshd.pid && exit; sleep 0.05; done; exit 1' sh \
    "$(command -v sshd)" -f "$S/sshd_config" -E "$D/log/$s.sshd.log"
}
# Connections that it serves end with it.
stop_sshd() { inns "$1" sh -c 'test -f /run/sshd.pid || exit 0; rm -f /run/sshd.pid; for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in sshd*) kill -9 ${p#/proc/};; esac; done; true'; }
