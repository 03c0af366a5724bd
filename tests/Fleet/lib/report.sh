# What there is, and how to reach it. Read by ../fleet.

cmd_status() {
  load_state; local s ct e
  printf '%-8s %-14s %-7s %-10s %-18s %s\n' SHIP ADDRESS ENGINE NETWORK DELAY CONTAINERS
  for s in $(ships); do
    if ! alive "$s"; then printf '%-8s %-14s gone\n' "$s" "$(addr "$s")"; continue; fi
    e=$(engine_state "$s"); ct=-
    [ "$e" != up ] || ct=$(timeout 5 docker -H "unix://$(sock "$s")" ps -aq 2>/dev/null | wc -l)
    printf '%-8s %-14s %-7s %-10s %-18s %s\n' "$s" "$(addr "$s")" "$e" "$(sed 's/^/cut: /' "$D/ns/$s.cut" 2>/dev/null || true)" \
      "$(cat "$D/ns/$s.slow" 2>/dev/null || true)" "$ct"
  done
  if alive reg; then printf '%-8s %-14s up\n' registry "$NET.2"; fi
}

pairs() {
  local s S P a
  echo "FLEET_DIR=$D"; echo "FLEET_COUNT=$(ships | wc -l)"; echo "FLEET_HOST_ADDR=$NET.1"; echo "FLEET_SUBNET=$NET.0/24"
  echo "FLEET_TLS_CA=$D/certs/ca.pem"; echo "FLEET_TLS_CERT_PATH=$D/certs/client"; echo "FLEET_TLS_CERT=$D/certs/client/cert.pem"
  echo "FLEET_TLS_KEY=$D/certs/client/key.pem"; echo "FLEET_TLS_LOCKED_CERT_PATH=$D/certs/locked"; echo "FLEET_PASSPHRASE=\"$PASSPHRASE\""
  echo "FLEET_TLS_WRONG_CERT_PATH=$D/certs/wrong"; echo "FLEET_TLS_EXPIRED_CERT_PATH=$D/certs/expired"
  echo "FLEET_SSH_PORT=$SSH_PORT"; echo "FLEET_SSH_USERS=root,ops"; echo "FLEET_SSH_KEY=$D/ssh/id_ed25519"; echo "FLEET_SSH_KEY_RSA=$D/ssh/id_rsa"
  echo "FLEET_SSH_KEY_LOCKED=$D/ssh/id_locked"; echo "FLEET_SSH_KEY_WRONG=$D/ssh/id_wrong"
  echo "FLEET_SSH_KNOWN_HOSTS=$D/ssh/known_hosts"; echo "FLEET_SSH_CONFIG=$D/ssh/config"
  echo "FLEET_NOT_DOCKER=tcp://$NET.3:80"; echo "FLEET_NOT_HTTP=tcp://$NET.3:7"
  for s in $(ships); do a=$(addr "$s"); S=$(sdir "$s"); P=FLEET_${s^^}
    echo "${P}_ADDR=$a"; echo "${P}_SOCKET=$S/docker.sock"; echo "${P}_TCP=tcp://$a:2375"; echo "${P}_TLS=tcp://$a:2376"
    echo "${P}_SSH=root@$a:$SSH_PORT"; echo "${P}_REMOTE_SOCKET=/run/docker.sock"; done
  if alive reg; then
    echo "FLEET_REGISTRY=$NET.2:5000"; echo "FLEET_REGISTRY_ANON=$NET.2:5001"; echo "FLEET_REGISTRY_TLS=$NET.2:5443"
    echo "FLEET_REGISTRY_USER=$REG_USER"; echo "FLEET_REGISTRY_PASSWORD=$REG_PASS"; echo "FLEET_REGISTRY_CONFIG=$D/registry/docker-config"; fi
}

cmd_env() {
  [ -n "${ID:-}" ] || load_state
  if [ "${1:-}" = --json ]; then
    pairs | perl -e 'my @r; while(<STDIN>){chomp; my($k,$v)=split /=/,$_,2; $v =~ s/^"(.*)"$/$1/; s/(["\\])/\\$1/g for $v; push @r,"  \"$k\": \"$v\"";} print "{\n",join(",\n",@r),"\n}\n"'
  else pairs; fi
}
write_env() { cmd_env >"$D/env"; cmd_env --json >"$D/env.json"; }
