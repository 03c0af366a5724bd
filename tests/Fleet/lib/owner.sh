# A fleet that lives as long as its owner, and the end of fleets. Read by ../fleet.

# Whoever started it holds the other end of standard input: however that process ends, the fleet goes down.
cmd_serve() {
  FLEET_OWNER=$$:$(started_at $$) "$SELF" up "${1:-1}" || { "$SELF" down; exit 1; }
  echo ready
  while read -r _; do :; done
  "$SELF" down
}

# Nothing for a process that is gone, or dead and only waits for its parent.
started_at() { sed -n 's/^.*) //; /^[ZX]/!p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
is_there()   { [ "$1" = - ] || [ "$(started_at "${1%%:*}")" = "${1#*:}" ]; }

# When serve itself was killed, the next fleet takes its leftovers down.
cmd_sweep() {
  local line name id owner dir
  while read -r line; do
    [[ $line =~ ^[0-9]+:\ (fleet[0-9]+)@?.*alias\ maestro-fleet\ ([0-9a-f]+)\ ([^ ]+)\ (/.*)$ ]] || continue
    name=${BASH_REMATCH[1]} id=${BASH_REMATCH[2]} owner=${BASH_REMATCH[3]} dir=${BASH_REMATCH[4]%% }
    is_there "$owner" && continue
    say "taking down $dir, whose owner died"
    end_fleet "$id" "$name" "$dir"
  done < <(ip -oneline link show type veth | sed 's/\\//g')
}

# By the mark in the command lines, not by the pid files: these may be gone or incomplete.
end_fleet() {  # ID INTERFACE FOLDER
  local id=$1 i p c left
  for i in $(seq 200); do
    left=$(grep -lsE "^fleet:$id:" /proc/[0-9]*/cmdline) || true   # it fails, too, when one of all processes ended meanwhile
    [ -n "$left" ] || break
    for p in $left; do p=${p#/proc/}; kill -9 "${p%/cmdline}" 2>/dev/null || true; done   # process 1 of a pid namespace: everything in it dies too
    sleep 0.05
  done
  ip link del "$2" 2>/dev/null || true
  for i in $(seq 50); do
    c=0
    while read -r p; do rmdir "$p" 2>/dev/null || c=1; done < <(find /sys/fs/cgroup -depth -type d -path "*/fleet-$id*" 2>/dev/null)
    [ $c = 1 ] || break; sleep 0.1
  done
  # Files in use may still be let go of, one after the other.
  for i in $(seq 20); do [ -e "$3" ] || return 0; ! [ -O "$3/.fleet" ] || grep -qsx "ID=$id" "$3/.fleet" || return 0; rm -rf --one-file-system "$3" 2>/dev/null || sleep 0.25; done
  [ ! -e "$3" ] || die "could not remove all of $3"
}
