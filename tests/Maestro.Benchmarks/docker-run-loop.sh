#!/usr/bin/env bash
# The containers of samples/quickstart by the docker command alone: each is run, and its port waited for, before the next one.
set -euo pipefail

# Docker's proxy accepts before the service listens, and then closes at once: open is a port that keeps a connection.
until_open() {
  while :; do
    if { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null; then
      answer=0
      read -r -t 0.02 -n 1 -u 3 _ || answer=$?
      exec 3>&-
      if [ "$answer" -gt 128 ] || [ "$answer" -eq 0 ]; then return; fi
    fi
    sleep 0.01
  done
}

docker run --detach --name redis-1 --publish 6379:6379 maestro/redis:7
until_open 6379
host=$(hostname -I | cut -d ' ' -f 1)
docker run --detach --name web-1 --publish 5000:5000 \
  --env SERVICE_NAME=web --env CONTAINER_NAME=web-1 --env "WEB_WEB_1_HOST=$host" --env WEB_WEB_1_HTTP_PORT=5000 --env WEB_WEB_1_HTTP_INTERNAL_PORT=5000 \
  --env REDIS_INSTANCES=redis-1 --env "REDIS_REDIS_1_HOST=$host" --env REDIS_REDIS_1_REDIS_PORT=6379 maestro/quickstart-web:1
until_open 5000
