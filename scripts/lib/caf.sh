# Builds CAF from the Debian archive's source into the cache; sourced by
# scripts/bootstrap. A cached build is keyed by version and flags.

caf_version=0.18.7
# Its profiler tells of single messages: who handles what, for how long.
caf_options=(-DCAF_ENABLE_ACTOR_PROFILER=ON -DCAF_ENABLE_EXAMPLES=OFF
  -DCAF_ENABLE_TESTING=OFF -DCAF_ENABLE_TOOLS=OFF -DCAF_ENABLE_IO_MODULE=OFF)

# Fetches the source tarball through apt, which checks its sum against the
# signed index. The list of sources is a temporary one, made from the
# machine's own mirror, so that the machine's configuration stays as it is.
caf_fetch() {
  local dir=$1 mirror keyring
  mirror=$(apt_mirror_field URIs)
  keyring=$(apt_mirror_field Signed-By)
  [ -n "$mirror" ] || die "no Debian mirror in /etc/apt to fetch CAF from"
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
  {
    printf 'Types: deb-src\nURIs: %s\n' "$mirror"
    printf 'Suites: experimental\nComponents: main\n'
    [ -z "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
  } > "$dir/caf.sources"
  local options=(-q -o "Dir::Etc::sourcelist=$dir/caf.sources"
    -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$dir/lists"
    -o "Dir::Cache=$dir/cache" -o APT::Sandbox::User=root)
  (cd "$dir" && apt-get "${options[@]}" update &&
    apt-get "${options[@]}" source --tar-only --download-only \
      actor-framework) >&2 || die "apt could not fetch the source of CAF"
  [ -f "$dir/actor-framework_$caf_version.orig.tar.gz" ] ||
    die "the archive's actor-framework is not $caf_version any more"
}

# One field of the first Debian source that the machine is configured with,
# in either of apt's two formats.
apt_mirror_field() {
  local file=/etc/apt/sources.list.d/debian.sources
  if [ -f "$file" ]; then
    awk -v key="$1:" '$1 == key { print $2; exit }' "$file"
  elif [ "$1" = URIs ]; then
    awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) {
      print $i; exit } }' /etc/apt/sources.list
  fi
}

# Builds and installs one flavor (release or tsan) unless the cache has it,
# and points $cache/caf/FLAVOR to it.
caf_build() {
  local flavor=$1 flags=$2
  local key prefix work
  key=$(printf '%s ' "$caf_version" "$flags" "$(c++ -dumpfullversion)" \
    "${caf_options[@]}" | sha256sum | cut -c1-12)
  prefix=$cache/caf/$caf_version-$flavor-$key
  if [ ! -f "$prefix/.complete" ]; then
    say "building CAF $caf_version ($flavor): a few minutes, once"
    work=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now is meant
    trap "rm -rf '$work'" EXIT
    caf_source "$work"
    cmake -S "$work/src" -B "$work/build" -G Ninja -Wno-dev \
      -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS="$flags" \
      -DCMAKE_CXX_COMPILER=c++ -DCMAKE_INSTALL_PREFIX="$prefix" \
      -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=OFF \
      -DCMAKE_POSITION_INDEPENDENT_CODE=ON "${caf_options[@]}" \
      > "$work/log" 2>&1 &&
      cmake --build "$work/build" >> "$work/log" 2>&1 &&
      cmake --install "$work/build" >> "$work/log" 2>&1 ||
      { tail -n 40 "$work/log" >&2; die "CAF ($flavor) did not build"; }
    touch "$prefix/.complete"
    rm -rf "$work"
    trap - EXIT
  fi
  ln -sfn "$prefix" "$cache/caf/$flavor"
}

# Unpacks CAF's source below a folder, fetching it the first time.
caf_source() {
  local tarball=$cache/actor-framework_$caf_version.orig.tar.gz
  if [ ! -f "$tarball" ]; then
    mkdir -p "$cache" "$1/fetch"
    caf_fetch "$1/fetch"
    mv "$1/fetch/$(basename "$tarball")" "$tarball"
  fi
  mkdir -p "$1/src"
  tar -xzf "$tarball" -C "$1/src" --strip-components=1
}
