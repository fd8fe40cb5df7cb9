# Runs one attempt: writes down who it is before, and how it ended after, for an agent that may have been restarted meanwhile.
# Arguments: folder of the attempt, folder of its cgroup or -, program, its arguments.
folder=$1
cgroup=$2
shift 2

start_of() {
  read -r stat <"/proc/$1/stat" || return 1
  set -- ${stat##*) }
  shift 19
  echo "$1"
}

read -r boot </proc/sys/kernel/random/boot_id
printf '%s %s %s\n' "$$" "$(start_of $$)" "$boot" >"$folder/process.new"
mv "$folder/process.new" "$folder/process"
# Whoever gave this attempt up has said so before looking whether it runs.
[ -e "$folder/abandoned" ] && exit 0
[ "$cgroup" = - ] || echo $$ >"$cgroup/cgroup.procs"

# Signals go to the whole group: the program ends by them, this shell stays to write down how.
trap : TERM INT HUP
"$@" </dev/null
printf '%s\n' "$?" >"$folder/exit.new"
mv "$folder/exit.new" "$folder/exit"
