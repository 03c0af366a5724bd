#!/bin/sh
# Fills the folder of the data if it is empty, then becomes the server. As in the public image, POSTGRES_PASSWORD is the password of the user 'postgres'.
set -e
if [ ! -e "$PGDATA/PG_VERSION" ]; then
    printf '%s\n' "${POSTGRES_PASSWORD:?has to be the password of the user postgres}" |
        initdb --username=postgres --pwfile=/dev/stdin --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync --no-instructions
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=''
