#!/bin/bash
# The developer's helper. Run it without arguments to see what it can do.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
. tools/setup.sh

usage() {
  cat <<'TEXT'
./x build [TARGET…]          build release (or only these targets)
./x format [--check]         format the C++ sources (or only say what is not)
./x lint [--tidy]            who may include whom; with --tidy also clang-tidy on the files changed against main
./x test [NAME [FILTER]]     run unit tests: all, or test_NAME, or the cases of it that match FILTER
./x asan [NAME [FILTER]]     the same with address and undefined-behaviour sanitizers
./x tsan [NAME [FILTER]]     the same with the thread sanitizer
./x fuzz [TARGET [SECONDS]]  list the fuzzers, or run one (60 seconds), or "all" one after the other
./x bench [NAME [ARGUMENT…]] list the benchmarks, or run one, or "all"
./x web [dev|test|build|generate]
                             the web: dev server against 127.0.0.1:8080, unit tests, build, types from the API
./x clean                    remove everything that was built

./test runs everything; ./test --only unit|http|browser|web|lint runs a part.
TEXT
}

sources() { find src fuzz bench -name '*.cpp' -o -name '*.h' 2>/dev/null; }

# unit PRESET [NAME [FILTER]]: builds and runs test programs, under a PostgreSQL of their own.
unit() {
  local preset=$1 name=${2:-} filter=${3:-*}
  if [ -n "$name" ]; then
    build "$preset" "test_$name"
    tools/with_postgres "build/$preset/bin/test_$name" --gtest_filter="$filter"
  else
    build "$preset"
    python3 tools/run_tests --only unit --preset "$preset" --no-build
  fi
}

fuzz() {
  local target=${1:-} seconds=${2:-60}
  build fuzz
  case "$target" in
    "") find build/fuzz/bin -name 'fuzz_*' -type f -printf '%f\n' | sed 's/^fuzz_//' | sort ;;
    all) for program in build/fuzz/bin/fuzz_*; do fuzz_one "$program" "$seconds"; done ;;
    *) fuzz_one "build/fuzz/bin/fuzz_${target#fuzz_}" "$seconds" ;;
  esac
}

# New inputs are kept in build/corpus; fuzz/corpus holds the small set that is in the tree.
fuzz_one() {
  local name=${1##*/}
  name=${name#fuzz_}
  mkdir -p "build/corpus/$name" "build/crashes"
  local corpora=("build/corpus/$name")
  [ -d "fuzz/corpus/$name" ] && corpora+=("fuzz/corpus/$name")
  say "模糊测试 $name（$2 秒）" "fuzzing $name for $2 s"
  "$1" -max_total_time="$2" -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="build/crashes/$name-" "${corpora[@]}"
}

bench() {
  local name=${1:-}
  [ $# -gt 0 ] && shift
  build bench
  case "$name" in
    "") find build/bench/bin -name 'bench_*' -type f -printf '%f\n' | sed 's/^bench_//' | sort ;;
    all) for program in build/bench/bin/bench_*; do "$program"; done ;;
    *) "build/bench/bin/bench_${name#bench_}" "$@" ;;
  esac
}

lint() {
  python3 tools/check_floors
  [ "${1:-}" = --tidy ] || return 0
  local changed
  changed=$(git diff --name-only --diff-filter=d main -- 'src/*.cpp')
  [ -z "$changed" ] || clang-tidy-14 --quiet -p build/release $changed
}

command=${1:-}
[ $# -gt 0 ] && shift
case "$command" in
  build) build release "$@" ;;
  format)
    if [ "${1:-}" = --check ]; then sources | xargs clang-format-14 --dry-run --Werror
    else sources | xargs clang-format-14 -i; fi ;;
  lint) lint "$@" ;;
  test) unit release "$@" ;;
  asan | tsan) unit "$command" "$@" ;;
  fuzz) fuzz "$@" ;;
  bench) bench "$@" ;;
  web)
    install_web
    case "${1:-dev}" in
      build) build_web ;;
      generate) build release shouhou && (cd web && npm run generate) ;;
      dev | test) (cd web && npm run "${1:-dev}") ;;
      *) usage >&2; exit 2 ;;
    esac ;;
  clean) rm -rf build web/dist web/node_modules ;;
  "" | -h | --help | help) usage ;;
  *) usage >&2; die "不认识的命令：$command" "unknown command: $command" 2 ;;
esac
