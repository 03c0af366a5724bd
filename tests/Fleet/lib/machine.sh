# Machines made of namespaces, and the switch that joins them. Read by ../fleet.

ships()      { local f; for f in "$D"/ns/ship*.pid; do f=${f##*/}; echo "${f%.pid}"; done | sort -V; }
num()        { echo "${1#ship}"; }
addr()       { case $1 in reg) echo "$NET.2";; *) echo "$NET.$((10 + $(num "$1")))";; esac; }
sdir()       { echo "$D/ships/$1"; }
pid_of()     { cat "$D/ns/$1.pid" 2>/dev/null || true; }
alive()      { local p; p=$(pid_of "$1"); [ -n "$p" ] && grep -qsF "fleet:$ID:$1" "/proc/$p/cmdline"; }
inns()       { local s=$1 p; shift; p=$(pid_of "$s"); nsenter -t "$p" -m -u -i -n -p -- "$@"; }  # all of the machine
innet()      { local s=$1 p; shift; p=$(pid_of "$s"); nsenter -t "$p" -n -- "$@"; }              # its network only
need_ship()  { [[ ${1:-} =~ ^ship[0-9]+$ ]] || die "not a ship name: ${1:-}"; alive "$1" || die "$1 is not there"; }
need_machine() { [[ ${1:-} =~ ^(ship[0-9]+|sw|reg)$ ]] || die "not a machine: ${1:-}"; alive "$1" || die "$1 is not there"; }

spawn() {  # spawn NAME: new mount, uts, ipc, net and pid namespaces held by one init process
  local name=$1 u c i
  rm -f "$D/ns/$name.ready" "$D/ns/$name.pid"
  setsid unshare --mount --uts --ipc --net --pid --fork --mount-proc --kill-child=SIGKILL \
    bash "$SELF" __init "$name" </dev/null >"$D/log/$name.init.log" 2>&1 &
  u=$!
  for i in $(seq 200); do
    [ -e "$D/ns/$name.ready" ] && break
    [ -d /proc/$u ] || { cat "$D/log/$name.init.log" >&2; die "namespaces of $name could not be made"; }
    sleep 0.05
  done
  c=$(cat /proc/$u/task/$u/children 2>/dev/null || ps -o pid= --ppid $u); c=${c//[[:space:]]/}
  if [ ! -e "$D/ns/$name.ready" ] || [ -z "$c" ]; then kill -9 $u ${c:-}; die "namespaces of $name were not ready in 10 s"; fi
  echo "$c" >"$D/ns/$name.pid"
}

cmd___init() {  # runs as process 1 of the new namespaces
  load_state
  local name=$1
  hostname "$name"
  ip link set lo up
  [ "$name" = sw ] || init_files "$name"
  : >"$D/ns/$name.ready"
  exec -a "fleet:$ID:$name" perl -e 'use POSIX ":sys_wait_h"; $SIG{CHLD} = sub { 1 while waitpid(-1, WNOHANG) > 0 }; sleep 5 while 1'
}

init_files() {  # a private /run for containerd, shims and pid files; a private /etc for docker, hosts and passwd
  local name=$1 S i; S=$(sdir "$name")
  mkdir -p "$S" "$D/ns/$name.cg"
  mount --rbind /sys/fs/cgroup "$D/ns/$name.cg"     # a fresh sysfs shows this netns; the cgroup mounts come back in
  mount -t sysfs sysfs /sys
  mount --rbind "$D/ns/$name.cg" /sys/fs/cgroup
  umount -l "$D/ns/$name.cg"
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/sshd /run/lock /run/etc
  cp -a /etc/. /run/etc/
  mount --bind /run/etc /etc
  rm -rf /etc/docker /etc/resolv.conf /etc/hosts
  mkdir -p "/etc/docker/certs.d/$NET.2:5443"
  cp "$D/certs/ca.pem" "/etc/docker/certs.d/$NET.2:5443/ca.crt"
  printf 'nameserver %s\noptions timeout:1 attempts:1\n' "$NET.3" >/etc/resolv.conf
  { echo "127.0.0.1 localhost"; echo "$NET.1 harbor"; echo "$NET.2 reg registry"; echo "$NET.3 lighthouse"
    for i in $(seq 60); do echo "$NET.$((10 + i)) ship$i"; done; } >/etc/hosts
  echo "$name" >/etc/hostname
  grep -q ^ops: /etc/group || echo "ops:x:4243:" >>/etc/group
  grep -q ^ops: /etc/passwd || echo "ops:x:4243:4243:ship operator:$S/home:/bin/bash" >>/etc/passwd
  grep -q ^ops: /etc/shadow || echo "ops:*:19000:0:99999:7:::" >>/etc/shadow
  grep -q ^sshd: /etc/passwd || echo "sshd:x:4244:65534::/run/sshd:/usr/sbin/nologin" >>/etc/passwd
  mkdir -p "$S/home"; chown 4243:4243 "$S/home"
  case ${FLEET_IPTABLES:-} in                       # only this mount namespace sees the other iptables
    legacy) mount --bind "$(readlink -f "$(command -v xtables-legacy-multi)")" "$(readlink -f "$(command -v xtables-nft-multi)")";;
    nft)    mount --bind "$(readlink -f "$(command -v xtables-nft-multi)")" "$(readlink -f "$(command -v xtables-legacy-multi)")";;
  esac
}

plug() {  # plug NAME: a cable from the machine to the switch
  local name=$1 p port=p-$1; p=$(pid_of "$name")
  innet sw ip link add "$port" type veth peer name eth0 netns "$p"
  innet sw ip link set "$port" master br0 up
  innet "$name" ip addr add "$(addr "$name")/24" dev eth0
  innet "$name" ip link set eth0 up
}

# Beside the name server it runs two things that are no Docker engine: a web server and one that echoes.
make_switch() {
  alive sw && return 0
  spawn sw
  local p; p=$(pid_of sw)
  ip link show "$(uplink)" >/dev/null 2>&1 || { ip link del "$HOSTIF" 2>/dev/null || true; claim_interface; }
  ip link set "$(uplink)" netns "$p" name uplink
  innet sw ip link add br0 type bridge forward_delay 0 mcast_snooping 0
  innet sw ip link set br0 up
  innet sw ip addr add "$NET.3/24" dev br0
  innet sw ip link set uplink master br0 up
  mkdir -p "$D/www"; echo "no Docker engine" >"$D/www/index.html"
  inns sw bash -c "setsid perl '$LIB/dns.pl' $NET </dev/null >>'$D/log/dns.log' 2>&1 &
    setsid busybox httpd -f -p $NET.3:80 -h '$D/www' </dev/null >/dev/null 2>&1 &
    setsid busybox nc -ll -p 7 -e /bin/cat </dev/null >/dev/null 2>&1 &"
  ip addr add "$NET.1/24" dev "$HOSTIF"
  ip link set "$HOSTIF" up
}

uplink() { echo "fleetx${HOSTIF#fleet}"; }

# The alias says to later runs whose the interface is, even when FLEET_DIR is gone.
claim_interface() {
  ip link add "$HOSTIF" type veth peer name "$(uplink)" 2>/dev/null && ip link set "$HOSTIF" alias "maestro-fleet $ID ${OWNER:-${FLEET_OWNER:--}} $D"
}

pick_net() {
  local k
  if [ -n "${FLEET_NET:-}" ]; then NET=$FLEET_NET HOSTIF=fleet${FLEET_NET##*.}; claim_interface || die "$HOSTIF is taken"; return; fi
  for k in $(seq 0 49); do
    NET=10.77.$k HOSTIF=fleet$k
    ip link show "$HOSTIF" >/dev/null 2>&1 && continue
    [ -z "$(ip -4 route show root "$NET.0/24")$(ip -4 -o addr show to "$NET.0/24")" ] || continue
    claim_interface && return
  done
  die "no free 10.77.x.0/24"
}
