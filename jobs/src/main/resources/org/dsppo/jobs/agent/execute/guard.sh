# Stops what runs once its agent has had no contact for too long, whether the agent lives or not. Ends with the agent and
# the last attempt, or for a later guard. Arguments: folder of the state, longest silence in milliseconds, process id and start of the agent.
state=$1
longest=$2
agent=$3
agent_start=$4

start_of() {
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  set -- ${stat##*) }
  [ "$1" = Z ] && return 1
  shift 19
  echo "$1"
}

uptime_millis() {
  read -r up rest </proc/uptime
  whole=${up%.*}
  part=${up#*.}
  echo $((whole * 1000 + (1$part - 100) * 10))
}

echo $$ >"$state/guard"
read -r this_boot </proc/sys/kernel/random/boot_id
while :; do
  # A later agent has a guard of its own.
  read -r newest <"$state/guard" && [ "$newest" = $$ ] || exit 0
  alive=no
  read -r contact 2>/dev/null <"$state/contact" || contact=0
  silent=$(($(uptime_millis) - contact))
  for folder in "$state"/attempts/*/; do
    [ -e "$folder/process" ] && [ ! -e "$folder/exit" ] && [ ! -e "$folder/verdict" ] || continue
    read -r pid start boot <"$folder/process" || continue
    [ "$boot" = "$this_boot" ] && [ "$(start_of "$pid")" = "$start" ] || continue
    alive=yes
    if [ "$silent" -gt "$longest" ]; then
      : >"$folder/fenced"
      [ -e "$folder/remove" ] && sh "$folder/remove" >/dev/null 2>&1 &
      kill -s KILL -- "-$pid" 2>/dev/null
    fi
  done
  [ "$alive" = no ] && [ "$(start_of "$agent")" != "$agent_start" ] && exit 0
  sleep 1
done
