#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${HOME:-$PWD/artifacts/home}}"
[ -t 1 ] || export NO_COLOR=1
dotnet tool restore >/dev/null || dotnet tool restore # silent unless it fails
# A shell that starts a run in the background has Ctrl-C ignored, by all that runs in it too: the tests that press Ctrl-C would wait in vain.
env --default-signal=INT true 2>/dev/null && exec env --default-signal=INT dotnet cake build/build.cake "$@"
exec dotnet cake build/build.cake "$@"
