#!/bin/sh
# The page: what the first keeper that answers says of all.
printf 'Content-Type: text/plain\r\n\r\n'
for keeper in $(echo "$KEEPER_INSTANCES" | tr ',' ' ')
do
  name=KEEPER_$(echo "$keeper" | tr 'a-z-' 'A-Z_')
  eval "host=\$${name}_HOST port=\$${name}_CLIENT_PORT"
  members=$(timeout 5 wget -q -O - "http://$host:$port/cgi-bin/members") || continue
  all=$(echo "$members" | grep -c .)
  up=$(echo "$members" | grep -c ' up$')
  [ $((up * 2)) -le "$all" ] || echo "$CONTAINER_NAME: $keeper has a quorum: $up of $all"
  exit
done
echo "$CONTAINER_NAME: no keeper answers"
