# shellcheck shell=bash
# Shell functions shared by ./run, ./test and ./x: install what is missing, build, bundle. Sourced, not run.
# The caller stands in the root of the tree.

say() { printf '\033[36m▸\033[0m %s · %s\n' "$1" "$2"; }
die() { printf '\033[31m✗\033[0m %s · %s\n' "$1" "$2" >&2; exit "${3:-1}"; }

# Runs a command as root: directly, or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Names in the given lists that are not installed, one per line. A blank line or a # is skipped.
missing_packages() {
  local wanted
  wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@")
  # dpkg-query fails when one of the names is unknown to it, which is what we are looking for.
  # shellcheck disable=SC2086
  { dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } |
    sed -n 's/^installed //p' | sort -u | comm -23 <(printf '%s\n' "$wanted" | sort -u) -
}

# Node.js 18 or newer with npm counts as there, wherever it came from.
node_is_there() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 18 ]
}

# install_packages LIST…: installs the Debian packages that are missing. Quick when none is.
install_packages() {
  local missing
  command -v dpkg-query >/dev/null || die "需要 Debian 12" "this needs Debian 12 (no dpkg found)"
  missing=$(missing_packages "$@")
  node_is_there || missing="$missing nodejs npm"
  missing=$(printf '%s' "$missing" | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  say "安装系统软件包" "installing packages: $missing"
  if [ "$(id -u)" != 0 ] && ! { command -v sudo >/dev/null && sudo -v; }; then
    die "没有安装权限。请以 root 执行：apt-get install $missing" \
      "no right to install packages. Run as root: apt-get install $missing"
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=5 -o Dpkg::Use-Pty=0
    -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update || say "软件源更新失败，继续尝试" "package lists could not be refreshed; trying anyway"
  # shellcheck disable=SC2086
  as_root "${apt[@]}" install -y --no-install-recommends $missing >/dev/null ||
    die "系统软件包安装失败" "installing the packages failed: $missing"
}

# Compilers need up to 1.5 GB each; a small machine gets fewer of them than it has cores.
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
  [ "$memory" -lt 1 ] && memory=1
  [ "$cores" -lt "$memory" ] && echo "$cores" || echo "$memory"
}

# build PRESET [TARGET…]: configures when needed and builds.
build() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; rm -f "build-$preset.log"; return 1; }
    rm -f "build-$preset.log"
  fi
  cmake --build "build/$preset" -j "$(build_jobs)" ${1:+--target "$@"}
}

# The web's packages, exactly as the lock file says; only when the lock file changed.
install_web() {
  local stamp=web/node_modules/.installed sum
  sum=$(cat web/package-lock.json web/package.json web/.npmrc | sha256sum)
  [ "$(cat $stamp 2>/dev/null)" = "$sum" ] && return 0
  say "安装网页依赖" "installing the web's packages"
  (cd web && npm ci --no-audit --no-fund --loglevel=error --fetch-retries=5) || return 1
  printf '%s' "$sum" >$stamp
}

# The web build goes to web/dist; only when something under web/ changed.
build_web() {
  local stamp=web/dist/.built sum
  install_web || return 1
  sum=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 | sort -z |
    xargs -0 sha256sum | sha256sum)
  [ "$(cat $stamp 2>/dev/null)" = "$sum" ] && return 0
  say "构建网页" "building the web pages"
  (cd web && npm run --silent build) || return 1
  printf '%s' "$sum" >$stamp
}
