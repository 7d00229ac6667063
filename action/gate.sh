#!/usr/bin/env bash
# What action.yml runs: asks the gate, and puts the answer where a pull request shows it. Its inputs are GATE_* (see there).
set -euo pipefail

fail() {
  echo "::error title=Wiretax gate::$1"
  exit 2
}

# One comment a pull request, which is edited: that of ours which begins as Wiretax's do, as whoever else has this token comments, too.
# Without the permission there is none, which fails nothing.
comment() {
  local found
  found=$(gh pr view "$1" --json comments --jq \
    '[.comments[] | select(.viewerDidAuthor and (.body | startswith("<!-- wiretax -->"))) | .url] | last // ""') || return 1
  if [ -n "$found" ]; then
    gh api --silent --method PATCH "repos/{owner}/{repo}/issues/comments/${found##*-}" --field "body=@$2"
  else
    gh pr comment "$1" --body-file "$2"
  fi
}

out=${GATE_OUT:-.wiretax}
[ -n "${GATE_BASE:-}" ] || fail 'there is no base: give the input base, or run on pull_request or push'
if ! git cat-file -e "$GATE_BASE^{commit}" 2>/dev/null; then
  # Checkouts on runners have one commit.
  git fetch --quiet --no-tags --depth=1 origin "$GATE_BASE" || fail "the base $GATE_BASE can't be fetched"
fi
base=$(git rev-parse --verify --quiet "$GATE_BASE^{commit}" || git rev-parse --verify FETCH_HEAD)

# The reporter github annotates, writes the job's summary, and a comment for us to post.
args=(gate --base "$base" --out "$out" --reporter "github${GATE_REPORTERS:+,$GATE_REPORTERS}")
option() { [ -z "$2" ] || args+=("$1" "$2"); }
option --head "${GATE_HEAD:-}"
option --config "${GATE_CONFIG:-}"
option --build "${GATE_BUILD:-}"
option --serve "${GATE_SERVE:-}"
option --pool "${GATE_POOL:-}"
option --margin "${GATE_MARGIN:-}"
option --budget "${GATE_BUDGET:-}"
option --fail-on "${GATE_FAIL_ON:-}"
for figure in ${GATE_FIGURE:-}; do option --figure "$figure"; done

answers() { find "$out/runs" -mindepth 2 -maxdepth 2 -name checks.json 2>/dev/null | sort || true; }
before=$(answers)
# shellcheck disable=SC2206 # A command is words.
wiretax=(${GATE_COMMAND:-npx --yes wiretax@${GATE_VERSION:-latest}})
code=0
"${wiretax[@]}" "${args[@]}" || code=$?

# What this gate has answered; none where it could not be asked. Runs of steps before have checks as well.
checks=$(comm -13 <(echo "$before") <(answers) | tail -n 1)
if [ "$code" -lt 2 ] && [ -n "$checks" ]; then
  run=$(dirname "$checks")
  outcome=$(node -p "JSON.parse(fs.readFileSync(process.argv[1], 'utf8')).checks.find(({by}) => by === 'gate')?.outcome ?? ''" "$checks")
  {
    echo "outcome=$outcome"
    echo "run=$run"
  } >>"${GITHUB_OUTPUT:-/dev/null}"
  if [ "${GATE_COMMENT:-false}" = true ] && [ -n "${GATE_PULL_REQUEST:-}" ]; then
    comment "$GATE_PULL_REQUEST" "$run/github-comment.md" ||
      echo "::warning title=Wiretax gate::the comment could not be written; it takes the permission pull-requests: write"
  fi
fi
exit "$code"
