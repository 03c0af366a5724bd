# What may go wrong with a ship. Read by ../fleet.

everything() { inns "$1" bash -c 'for p in /proc/[0-9]*; do p=${p#/proc/}; [ $p = 1 ] || [ $p = $$ ] || kill -'"$2"' $p 2>/dev/null; done; true'; }
live() { inns "$1" sh -c 'sed -i "s/\"live-restore\": [a-z]*/\"live-restore\": '"$2"'/" /etc/docker/daemon.json; kill -HUP $(cat /run/docker.pid)'; sleep 0.5; }

cut_off() {  # SHIP [link|drop|reject]
  local s=$1 how=${2:-link} chain
  case $how in
    link)   innet sw ip link set "p-$s" down;;
    drop)   innet "$s" iptables -w -t raw -I PREROUTING -i eth0 -j DROP;;
    reject) for chain in INPUT FORWARD; do innet "$s" iptables -w -I $chain -i eth0 -p tcp -j REJECT --reject-with tcp-reset; done;;
    *)      die "cut link|drop|reject";;
  esac
  echo "$how" >"$D/ns/$s.cut"
}
heal() {
  local s=$1 chain
  innet sw ip link set "p-$s" up
  while innet "$s" iptables -w -t raw -D PREROUTING -i eth0 -j DROP 2>/dev/null; do :; done
  for chain in INPUT FORWARD; do
    while innet "$s" iptables -w -D $chain -i eth0 -p tcp -j REJECT --reject-with tcp-reset 2>/dev/null; do :; done
  done
  ip neigh flush to "$(addr "$s")" 2>/dev/null || true     # else a first connection may wait for an entry that failed
  rm -f "$D/ns/$s.cut"
}

restart_engine() {  # SHIP [keep|lost|wipe]
  local s=$1 how=${2:-} S; S=$(sdir "$s")
  case $how in
    keep) [ "$(docker -H "unix://$(sock "$s")" info -f '{{.Swarm.LocalNodeState}}')" = inactive ] || die "restart keep: the engine refuses live-restore in a swarm"
          live "$s" true;;
    lost|wipe|'') ;;
    *) die "restart [keep|lost|wipe]";; esac
  stop_engine "$s" TERM
  case $how in
    lost) rm -rf "$S/data/containers";;
    wipe) rm -rf "$S/data";; esac
  start_engine "$s"; wait_engine "$s"
  [ "$how" != keep ] || live "$s" false
}

crash() {  # power cut: every process of the ship dies at once
  local s=$1
  everything "$s" KILL; sleep 0.3
  inns "$s" bash -c 'awk -v d="$1/data/" "index(\$2, d) == 1 || index(\$2, \"/run/docker/\") == 1 {print \$2}" /proc/mounts | sort -r |
    while read -r m; do umount -l "$m"; done
    rm -rf /run/docker /run/docker.pid /run/docker.sock "$1/docker.sock" /run/containerd /run/sshd.pid /run/relay.pid
    ip link show docker0 >/dev/null 2>&1 && ip link del docker0; for n in $(ip -o link show type bridge | cut -d: -f2); do ip link del $n; done
    iptables -F; iptables -t nat -F; iptables -X; iptables -t nat -X; iptables -P FORWARD ACCEPT' _ "$(sdir "$s")" 2>/dev/null || true
}

unslow() {
  local s=$1 n; n=$(num "$s")
  innet "$s" tc qdisc del dev eth0 root 2>/dev/null || true
  if [ -f "$D/ns/$s.delay" ]; then
    inns sw kill "$(cat "$D/ns/$s.delay")" 2>/dev/null || true; rm -f "$D/ns/$s.delay"
    innet sw ip link set "p-$s" master br0
    innet sw ip link del "d$n" 2>/dev/null || true
  fi
  rm -f "$D/ns/$s.slow"
}
slow() {  # SHIP MILLISECONDS [LOSS%]
  local s=$1 ms=$2 loss=${3:-0} n i; n=$(num "$s"); loss=${loss%\%}
  [[ $ms =~ ^[0-9]+$ ]] || die "slow MS [LOSS%]"
  unslow "$s"; [ "$ms" != 0 ] || [ "$loss" != 0 ] || return 0
  if innet "$s" tc qdisc replace dev eth0 root netem delay "${ms}ms" loss "$loss%" 2>/dev/null; then :; else
    # no netem in this kernel: a user-space delay line between two taps, spliced in front of the ship's port
    inns sw bash -c "setsid perl '$LIB/delay.pl' tn$n ts$n $ms $loss </dev/null >>'$D/log/$s.delay.log' 2>&1 & echo \$! >'$D/ns/$s.delay'"
    for i in $(seq 50); do innet sw ip link show "ts$n" >/dev/null 2>&1 && break; sleep 0.05; done
    innet sw ip link add "d$n" type bridge forward_delay 0 mcast_snooping 0
    innet sw ip link set "d$n" up
    innet sw ip link set "ts$n" master "d$n" up
    innet sw ip link set "tn$n" master br0 up
    innet sw ip link set "p-$s" master "d$n"
  fi
  echo "$ms ms, $loss% loss" >"$D/ns/$s.slow"
}

limit_sshd() {  # SHIP N: no more than N connections that are not logged in yet
  [[ ${2:-} =~ ^[0-9]+$ ]] || die "sshlimit N"
  if [ "$2" = 0 ]; then rm -f "$(sdir "$1")/sshlimit"; else echo "$2" >"$(sdir "$1")/sshlimit"; fi
  stop_sshd "$1"; start_sshd "$1"
}
forward_by_sshd() {  # SHIP no|yes: whether it leads on to anything
  case ${2:-} in
    no)  echo no >"$(sdir "$1")/sshforward";;
    yes) rm -f "$(sdir "$1")/sshforward";;
    *)   die "sshforward no|yes";;
  esac
  stop_sshd "$1"; start_sshd "$1"
}
change_host_key() {  # SHIP new|old
  local S; S=$(sdir "$1"); rm -f "$S/host_new" "$S/host_new.pub"
  case ${2:-} in
    new) ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$S/host_new";;
    old) ;;
    *)   die "hostkey new|old";;
  esac
  stop_sshd "$1"; start_sshd "$1"
}
change_cert() {  # SHIP good|expired|early|name|ca: what its TLS port shows, and everybody who connects sees
  server_cert "$1" "${2:-}" >/dev/null
  echo "$2" >"$(sdir "$1")/cert"
  restart_engine "$1"
}

cmd_fault() {
  load_state; local s=${1:-} f=${2:-} a=${3:-}; need_ship "$s"
  case $f in
    freeze)   if [ "$a" = all ]; then everything "$s" STOP; else inns "$s" sh -c 'kill -STOP $(cat /run/docker.pid)'; fi;;
    resume)   everything "$s" CONT;;
    cut)      cut_off "$s" "$a";;
    heal)     heal "$s";;
    kill)     stop_engine "$s" KILL;;
    stop)     stop_engine "$s" TERM;;
    start)    [ "$(engine_state "$s")" != down ] || start_engine "$s"; wait_engine "$s";;
    norelay)  stop_relay "$s";;
    restart)  restart_engine "$s" "$a";;
    crash)    crash "$s";;
    reboot)   crash "$s"; start_sshd "$s"; start_engine "$s"; wait_engine "$s";;
    nossh)    stop_sshd "$s";;
    ssh)      inns "$s" test -f /run/sshd.pid || start_sshd "$s";;
    sshlimit) limit_sshd "$s" "$a";;
    sshforward) forward_by_sshd "$s" "$a";;
    hostkey)  change_host_key "$s" "$a";;
    cert)     change_cert "$s" "$a";;
    slow)     slow "$s" "$a" "${4:-0}";;
    *)        usage;;
  esac
}
