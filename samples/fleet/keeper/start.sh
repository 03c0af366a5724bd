#!/bin/sh
# Writes the configuration of this member from what Maestro hands over about its peers, then serves it.
set -eu

# keeper-1, client -> the value of KEEPER_KEEPER_1_CLIENT
of() { eval "echo \"\${$(echo "${SERVICE_NAME}_$1_$2" | tr 'a-z-' 'A-Z_')}\""; }

{
  echo "name=$CONTAINER_NAME"
  number=0
  for member in $(echo "$KEEPER_INSTANCES" | tr ',' ' ')
  do
    number=$((number + 1))
    echo "server.$number=$member $(of "$member" HOST) $(of "$member" PEER_PORT)"
  done
} >/srv/keeper.conf
cat /srv/keeper.conf

trap 'exit 0' TERM
nc -ll -p "$(of "$CONTAINER_NAME" PEER_INTERNAL_PORT)" -e echo "$CONTAINER_NAME" &
httpd -f -p "$(of "$CONTAINER_NAME" CLIENT_INTERNAL_PORT)" -h /srv &
wait
