#!/usr/bin/env bash
# Installs MLX's server into an environment of its own, starts it with a model, and waits until it answers.
# Usage: MLX_VERSION=0.32.2 scripts/start-mlx.sh <model> <port>
set -euo pipefail

model="$1"
port="$2"
folder="${RUNNER_TEMP:-${TMPDIR:-/tmp}}/mlx"
log="$folder/server.log"

mkdir -p "$folder"
if ! command -v mlx_lm.server > /dev/null; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet "mlx-lm==$MLX_VERSION"
  PATH="$folder/venv/bin:$PATH"
fi

nohup mlx_lm.server --model "$model" --host 127.0.0.1 --port "$port" > "$log" 2>&1 &
server=$!

for _ in $(seq 600); do
  if ! kill -0 "$server" 2> /dev/null; then
    echo "the server ended:" >&2
    tail -n 20 "$log" >&2
    exit 1
  fi
  # The first request loads the model: ready is who answers it.
  if echo 'Say hello.' | node "$(dirname "$0")/ask-server.mjs" "http://127.0.0.1:$port" > /dev/null 2>&1; then
    echo "$model answers on port $port"
    exit 0
  fi
  sleep 1
done
echo "the server did not answer within ten minutes:" >&2
tail -n 20 "$log" >&2
kill "$server"
exit 1
