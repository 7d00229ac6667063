#!/usr/bin/env bash
# What action.yml runs: asks the gate, and puts the answer where a pull request shows it. Its inputs are GATE_* (see there).
set -euo pipefail

fail() {
  echo "::error title=Wiretax gate::$1"
  exit 2
}

out=${GATE_OUT:-.wiretax}
[ -n "${GATE_BASE:-}" ] || fail 'there is no base: give the input base, or run on pull_request or push'
if ! git cat-file -e "$GATE_BASE^{commit}" 2>/dev/null; then
  # Checkouts on runners have one commit.
  git fetch --quiet --no-tags --depth=1 origin "$GATE_BASE" || fail "the base $GATE_BASE can't be fetched"
fi
base=$(git rev-parse --verify --quiet "$GATE_BASE^{commit}" || git rev-parse --verify FETCH_HEAD)

args=(gate --base "$base" --out "$out" --format markdown)
option() { [ -z "$2" ] || args+=("$1" "$2"); }
option --head "${GATE_HEAD:-}"
option --config "${GATE_CONFIG:-}"
option --build "${GATE_BUILD:-}"
option --serve "${GATE_SERVE:-}"
option --pool "${GATE_POOL:-}"
option --margin "${GATE_MARGIN:-}"
option --budget "${GATE_BUDGET:-}"
option --fail-on "${GATE_FAIL_ON:-}"
option --reporter "${GATE_REPORTERS:-}"
for figure in ${GATE_FIGURE:-}; do option --figure "$figure"; done

# shellcheck disable=SC2206 # A command is words.
wiretax=(${GATE_COMMAND:-npx --yes wiretax@${GATE_VERSION:-latest}})
told=$(mktemp)
trap 'rm -f "$told" "$told.comment"' EXIT
code=0
"${wiretax[@]}" "${args[@]}" >"$told" || code=$?
cat "$told"

# The newest that has an answer; none where the gate could not be asked.
checks=$(ls -t "$out"/runs/*/checks.json 2>/dev/null | head -n 1 || true)
if [ -s "$told" ] && [ -n "$checks" ]; then
  cat "$told" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  told_by() { node -p "JSON.parse(fs.readFileSync(process.argv[1], 'utf8')).checks.find(({by}) => by === 'gate')?.$1 ?? ''" "$checks"; }
  outcome=$(told_by outcome)
  case $outcome in crossed) level=error ;; open) level=warning ;; *) level=notice ;; esac
  # In the words of annotations, % is an escape.
  echo "::$level title=Wiretax gate::$(told_by statement | sed 's/%/%25/g')"
  {
    echo "outcome=$outcome"
    echo "run=$(dirname "$checks")"
  } >>"${GITHUB_OUTPUT:-/dev/null}"
  if [ "${GATE_COMMENT:-false}" = true ] && [ -n "${GATE_PULL_REQUEST:-}" ]; then
    # Whole lines of at most 4 kB, as many cells make a long table.
    LC_ALL=C awk '{ size += length($0) + 1 } size > 4000 { exit } { print }' "$told" >"$told.comment"
    # One comment a pull request, which is edited. Without the permission there is none, which fails nothing.
    gh pr comment "$GATE_PULL_REQUEST" --body-file "$told.comment" --edit-last --create-if-none ||
      echo "::warning title=Wiretax gate::the comment could not be written; it takes the permission pull-requests: write"
  fi
fi
exit "$code"
