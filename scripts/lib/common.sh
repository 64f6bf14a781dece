# Shared by the scripts in this folder; sourced, never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Clones of the tree share what ccache has.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

cache=${SMOKEHOUSE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/smokehouse}

# Says what is going on; stdout stays free for what a script answers.
say() { printf '== %s\n' "$*" >&2; }

# Ends the script with a reason.
die() {
  printf '%s: error: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Runs a command with the rights to install packages.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    die "'$1' needs root: run as root or install sudo"
  fi
}
