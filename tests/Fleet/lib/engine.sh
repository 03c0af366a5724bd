# An engine other than the machine's: that of another suite of Debian, unpacked into a folder and not installed. Read by ../fleet.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

engines_dir() { echo "${FLEET_ENGINES:-$(readlink -f "$LIB/../../..")/artifacts/engines}"; }

# Its programs are found first; runc and tini, which Debian packs apart, are the machine's.
use_engine() { [ -z "${FLEET_ENGINE:-}" ] || PATH=$(engines_dir)/$FLEET_ENGINE/usr/sbin:$(engines_dir)/$FLEET_ENGINE/usr/bin:$PATH; }
get_engine() { [ -z "${FLEET_ENGINE:-}" ] || [ -x "$(engines_dir)/$FLEET_ENGINE/usr/sbin/dockerd" ] || fetch_engine "$FLEET_ENGINE" "$(engines_dir)/$FLEET_ENGINE"; }

# Where this machine has its own Debian packages from: newer suites lie beside its own.
mirror_of_machine() { apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' | awk '$2 == "main" && $1 ~ "/debian/?$" { print $1; exit }'; }

fetch_engine() {  # SUITE FOLDER: Debian's signature is checked with Debian's keys; apt's own lists stay as they are
  local suite=$1 folder=$2 mirror=${FLEET_MIRROR:-$(mirror_of_machine)} w=$2.new t apt
  [[ $suite =~ ^[a-z]+$ ]] || die "FLEET_ENGINE is a suite of Debian, such as trixie; not '$suite'"
  for t in apt-get dpkg-deb; do command -v "$t" >/dev/null || die "missing program: $t (FLEET_ENGINE wants Debian)"; done
  [ -f "$KEYRING" ] || die "missing file: $KEYRING (install debian-archive-keyring)"
  [ -n "$mirror" ] || die "apt's sources name no mirror of Debian (FLEET_MIRROR names one)"
  mkdir -p "$(dirname "$folder")"; exec 7>"$folder.lock"; flock 7
  if [ ! -x "$folder/usr/sbin/dockerd" ]; then
    say "downloading Docker of Debian's $suite into $folder"
    rm -rf "$w"; mkdir -p "$w/lists/partial" "$w/cache/archives/partial" "$w/root"; : >"$w/status"
    echo "deb [signed-by=$KEYRING] $mirror $suite main" >"$w/sources.list"
    apt=(apt-get -qq -o "Dir::Etc::SourceList=$w/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::Preferences=/dev/null
      -o Dir::Etc::PreferencesParts=/dev/null -o "Dir::State=$w" -o "Dir::State::Lists=$w/lists" -o "Dir::State::status=$w/status"
      -o "Dir::Cache=$w/cache" -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any -o Acquire::Languages=none
      -o Acquire::Retries=3 -o Acquire::http::Timeout=20)
    (cd "$w" && "${apt[@]}" update && "${apt[@]}" download docker.io docker-cli containerd) >"$w/log" 2>&1 ||
      { cat "$w/log" >&2; die "Docker of Debian's $suite cannot be had from $mirror (FLEET_MIRROR names another mirror)"; }
    for t in "$w"/*.deb; do dpkg-deb -x "$t" "$w/root"; done
    "$w/root/usr/sbin/dockerd" --version >/dev/null || die "Docker of Debian's $suite does not run on this machine"
    rm -rf "$folder"; mv "$w/root" "$folder"; rm -rf "$w"
  fi
  exec 7>&-
}
