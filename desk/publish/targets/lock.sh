# Holds a lock on the server for the folder $1, which is made.
#
# Held as long as signs of life come on its standard input. It ends with the program or the line; a
# line that is gone without a word (a closed laptop) ends it after 30 seconds of silence, where the
# server has `timeout`. Where `flock` is not installed, a folder is made instead, which each sign of
# life makes new; one that is two minutes old has been left behind.
umask 022
mkdir -p "$1/releases" && cd "$1" || exit 1
silence=
if command -v timeout >/dev/null 2>&1; then silence='timeout 30'; fi
alive() {
  while [ -n "$($silence dd bs=1 count=1 2>/dev/null | tr '\n' '.')" ]; do "$@"; done
}
if command -v flock >/dev/null 2>&1; then
  exec 9>.publishing.lock
  flock -n 9 || exit 75
  echo locked
  alive : 9>&-
else
  find . -maxdepth 1 -name .publishing -mmin +2 -exec rmdir {} \; 2>/dev/null
  mkdir .publishing 2>/dev/null || exit 75
  trap 'rmdir .publishing' EXIT
  trap 'exit 1' HUP TERM PIPE
  echo locked
  alive touch .publishing
fi
