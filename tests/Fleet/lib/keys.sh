# Keys of ssh, and certificates. Read by ../fleet.

make_keys() {
  [ -f "$D/ssh/config" ] && return 0
  ssh-keygen -q -t ed25519 -N '' -C fleet -f "$D/ssh/id_ed25519"
  ssh-keygen -q -t ed25519 -N '' -C fleet-wrong -f "$D/ssh/id_wrong"
  ssh-keygen -q -t ed25519 -N "$PASSPHRASE" -C fleet-locked -f "$D/ssh/id_locked"
  ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -C fleet-rsa -f "$D/ssh/id_rsa"
  cat "$D"/ssh/id_ed25519.pub "$D"/ssh/id_locked.pub "$D"/ssh/id_rsa.pub >"$D/ssh/authorized_keys"
  : >"$D/ssh/known_hosts"
  cat >"$D/ssh/config" <<C
Host ship*
  Port $SSH_PORT
  User root
  IdentityFile $D/ssh/id_ed25519
  IdentitiesOnly yes
  UserKnownHostsFile $D/ssh/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 5
C
}

write_known_hosts() {  # NUMBER of ships
  local i s key
  for i in $(seq "$1"); do s=ship$i
    key=$(cut -d' ' -f1,2 "$(sdir "$s")/host_ed25519.pub")
    echo "[$(addr "$s")]:$SSH_PORT $key"; echo "[$s]:$SSH_PORT $key"
    grep -q "^Host $s\$" "$D/ssh/config" || printf 'Host %s\n  HostName %s\n' "$s" "$(addr "$s")" >>"$D/ssh/config"
  done >"$D/ssh/known_hosts.new"
  mv "$D/ssh/known_hosts.new" "$D/ssh/known_hosts"
}

PAST='20200101000000Z 20200201000000Z'
FUTURE='20900101000000Z 20910101000000Z'

new_ca()   { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$2" \
               -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
               -keyout "$1/ca-key.pem" -out "$1/ca.pem" 2>/dev/null; }
new_cert() {  # DIR NAME COMMON-NAME PURPOSE ALTERNATIVE-NAMES [CA-DIR]; between two DATES when they are set
  local dir=$1 name=$2 cn=$3 eku=$4 san=$5 ca=${6:-$D/certs}
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$cn" -keyout "$dir/$name-key.pem" \
    -out "$dir/$name.csr" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n%s\n' "$eku" "${san:+subjectAltName=$san}" >"$dir/$name.ext"
  if [ -n "${DATES:-}" ]; then
    mkdir -p "$dir/$name.x"; : >"$dir/$name.x/index"; echo 01 >"$dir/$name.x/serial"
    printf '[ca]\ndefault_ca=c\n[c]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' \
      "$dir/$name.x" "$dir/$name.x" "$dir/$name.x" >"$dir/$name.x/cnf"
    openssl ca -batch -config "$dir/$name.x/cnf" -cert "$ca/ca.pem" -keyfile "$ca/ca-key.pem" -startdate "${DATES% *}" \
      -enddate "${DATES#* }" -extfile "$dir/$name.ext" -in "$dir/$name.csr" -out "$dir/$name.pem" -notext 2>/dev/null
    rm -rf "$dir/$name.x"
  else
    openssl x509 -req -in "$dir/$name.csr" -CA "$ca/ca.pem" -CAkey "$ca/ca-key.pem" -set_serial "0x$(openssl rand -hex 8)" \
      -days 3650 -extfile "$dir/$name.ext" -out "$dir/$name.pem" 2>/dev/null
  fi
  rm -f "$dir/$name.csr" "$dir/$name.ext"
}

make_certs() {
  [ -f "$D/certs/locked/key.pem" ] && return 0
  local c=$D/certs k; mkdir -p "$c"/{client,wrong,expired,locked,servers}
  new_ca "$c" fleet-ca; new_ca "$c/wrong" fleet-wrong-ca
  new_cert "$c/client" cert fleet-client clientAuth ""
  new_cert "$c/wrong" cert fleet-client clientAuth "" "$c/wrong"
  DATES=$PAST new_cert "$c/expired" cert fleet-client clientAuth ""
  for k in client wrong expired; do mv "$c/$k/cert-key.pem" "$c/$k/key.pem"; done   # docker's names: ca, cert, key
  cp "$c/ca.pem" "$c/client/ca.pem"; cp "$c/ca.pem" "$c/expired/ca.pem"
  new_cert "$c/servers" reg reg serverAuth "IP:$NET.2,DNS:reg,DNS:registry"
  cp "$c/ca.pem" "$c/client/cert.pem" "$c/locked/"
  openssl pkcs8 -topk8 -v2 aes-256-cbc -passout "pass:$PASSPHRASE" -in "$c/client/key.pem" -out "$c/locked/key.pem"
}

server_cert() {  # SHIP good|expired|early|name|ca: makes it when it is missing, and prints its path without .pem
  local s=$1 kind=$2 dir=$D/certs/servers here
  here="IP:$(addr "$s"),IP:127.0.0.1,DNS:$s,DNS:localhost"
  [ -f "$dir/$s-$kind.pem" ] || case $kind in
    good)    new_cert "$dir" "$s-good" "$s" serverAuth "$here";;
    expired) DATES=$PAST new_cert "$dir" "$s-expired" "$s" serverAuth "$here";;
    early)   DATES=$FUTURE new_cert "$dir" "$s-early" "$s" serverAuth "$here";;
    name)    new_cert "$dir" "$s-name" elsewhere serverAuth "DNS:elsewhere.invalid,IP:192.0.2.1";;
    ca)      new_cert "$dir" "$s-ca" "$s" serverAuth "$here" "$D/certs/wrong";;
    *)       die "cert good|expired|early|name|ca";;
  esac
  echo "$dir/$s-$kind"
}
