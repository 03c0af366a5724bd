#!/bin/sh
# What a client asks: which members this one can reach at their peer ports.
printf 'Content-Type: text/plain\r\n\r\n'
sed -n 's/^server\.[0-9]*=//p' /srv/keeper.conf | while read -r member host port
do
  if [ "$(timeout 1 nc "$host" "$port" </dev/null)" = "$member" ]; then echo "$member up"; else echo "$member down"; fi
done
