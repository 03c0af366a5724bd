#!/bin/sh
# Asks every front in turn; starts before them if it has to, since it only wants to know where they are.
trap 'exit 0' TERM
while true
do
  for front in $(echo "$FRONT_INSTANCES" | tr ',' ' ')
  do
    name=FRONT_$(echo "$front" | tr 'a-z-' 'A-Z_')
    eval "host=\$${name}_HOST port=\$${name}_HTTP_PORT"
    timeout 5 wget -q -O - "http://$host:$port/" || echo "$front does not answer"
  done
  sleep 1 &
  wait $!
done
