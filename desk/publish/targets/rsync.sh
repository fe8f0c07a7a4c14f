# What runs on the server: functions for any POSIX shell, each given a folder as its first word. $FORM
# is the form of a release's name (release_names.py).
#
# None trusts the lock alone, which is gone when the line is: each version has a folder of its own to
# arrive in, `.incoming-*`, and the link is moved only if it still leads where it led before. What
# bears no name of the forms below is somebody else's: it is not counted, used or removed.

# Gives what is called `current`, how much was left undone when a release became live, and the live
# manifest.
state() {
  [ -d "$1" ] || exit 0
  cd "$1" || exit 1
  if [ -L current ]; then
    echo "link $(ls -1A releases | grep -c -E -x "\.(late|former)-$FORM")"; cat current/manifest.json
  elif [ -e current ]; then echo other
  fi
}

# Gives the manifest of a release, nothing if there is none.
manifest() {
  cd "$1" && cat "$2/manifest.json" 2>/dev/null || true
}

# Gives where the link leads, and all that lies among the releases.
releases() {
  cd "$1/releases" 2>/dev/null || exit 0
  echo "$(readlink ../current || true)"
  ls -1
}

# Gives each release that became live without being looked after to the end, and the one before it;
# puts back one that should have made room for its like.
late() {
  set -e
  cd "$1"
  now=$(readlink current || true)
  cd releases
  for mark in $(ls -1A | grep -E -x "\.late-$FORM"); do
    if [ "$now" = "releases/${mark#.late-}" ]; then echo "late ${mark#.late-} $(cat "$mark")"
    else rm -f "$mark"
    fi
  done
  for former in $(ls -1A | grep -E -x "\.former-$FORM"); do
    [ -d "${former#.former-}" ] || mv "$former" "${former#.former-}"
  done
}

# Makes the folder that the new release arrives in; gives the live release, then others and what
# arrived in part, which the new one may share with. A file system that is mounted in a release would
# be emptied when that release goes.
begin() {
  set -e
  umask 022
  cd "$1"
  mkdir -p "$2"
  echo "$(readlink current || true)"
  cd releases
  if grep -q -s -F " $(pwd -P)/" /proc/mounts; then
    echo "A file system is mounted in $(pwd -P). Put it elsewhere, and a link in its place." >&2
    exit 1
  fi
  ls -1A | grep -E -x '\.incoming-[0-9a-f]{16}' | grep -v -x -F -e "${2##*/}" | tail -n 6 || true
  ls -1 | grep -E -x "$FORM" | sort -r | head -n 6 || true
}

# Gives the paths in a release, each with a NUL: its folders, an empty path, everything else.
list() {
  cd "$1" && cd "$2" 2>/dev/null || exit 0
  find . -type d -exec printf '%s\0' {} + && printf '\0' &&
    find . ! -type d -exec printf '%s\0' {} +
}

# Carries the paths that come in over, as they are, from one folder to another, which shares their
# room; what exists there is kept (--ignore-existing), or if it is newer (--update).
copy() {
  set -e
  umask 022
  cd "$1"
  from=$(cd "$2" && pwd -P)
  mkdir -p "$3"
  rsync --archive "$4" --from0 --files-from=- --ignore-missing-args --link-dest="$from" \
    "$from/" "$3/" || [ $? -eq 24 ]  # something has gone meanwhile
}

# Succeeds if so many sums came in whole.
counted() {
  [ "$(printf '%s\n' "$sums" | wc -l)" -eq "$1" ] || { echo "the list broke off" >&2; exit 1; }
}

# Succeeds if each file of $sums is in this folder, and as it should be where that can be said.
checked() {
  cd "$1" && printf '%s\n' "$sums" | while IFS= read -r line; do
    [ -f "${line#*  }" ] && [ ! -L "${line#*  }" ] ||
      { echo "${line#*  } is not there" >&2; exit 1; }
  done && {
    ! command -v sha256sum >/dev/null 2>&1 ||
      printf '%s\n' "$sums" | sha256sum --quiet -c - >&2
  }
}

# Says so if a release is whole.
check() {
  sums=$(cat)
  counted "$3"
  if (checked "$1/$2") 2>/dev/null; then echo whole; fi
}

# Looks at the new release as a whole before anybody can meet it, then moves the link in one step
# (rename(2)). When the line breaks off while it runs, it may be asked for a second time: it says yes
# then.
finish() {
  set -e
  arrived=$2 name=$3 files=$4 was=$5
  cd "$1"
  sums=$(cat)
  if [ "$(readlink current || true)" = "releases/$name" ]; then exit 0; fi
  counted "$files"
  [ "$(readlink current || true)" = "$was" ] || exit 76
  if [ -d "$arrived" ]; then
    (checked "$arrived")
    if [ -d "releases/$name" ]; then mv "releases/$name" "releases/.former-$name"; fi
    mv "$arrived" "releases/$name"
  fi
  [ -d "releases/$name" ] || { echo "the new release is not there" >&2; exit 1; }
  rm -f ".current-$name"
  ln -s "releases/$name" ".current-$name"
  echo "$was" > "releases/.late-$name"
  [ "$(readlink current || true)" = "$was" ] || exit 76
  said=$(mv -T ".current-$name" current 2>&1) || mv -h ".current-$name" current 2>/dev/null ||
    { echo "$said" >&2; exit 1; }
}

newer() { expr "x$1" '>' "x$2" >/dev/null; }

# Takes away what nobody can go back to, and last the mark that says that this is left to be done.
# Releases that are newer than the live one were gone back from, or never were live; the one that is
# gone back from now may just be read by somebody, and stays until the next time.
tidy() {
  set -e
  name=$2 keep=$3
  cd "$1"
  was=$(cat "releases/.late-$name")
  before=$(printf '%s\n' "${was##*/}" | grep -E -x "$FORM" || true)
  for other in $(ls -1 releases | grep -E -x "$FORM" | sort -r); do
    if newer "$other" "$name" && [ "releases/$other" = "$was" ]; then continue; fi
    if [ "$other" = "$name" ] || [ -z "$before" ] || ! newer "$other" "$before"; then
      keep=$((keep - 1))
      if [ "$keep" -ge 0 ]; then continue; fi
    fi
    mv "releases/$other" "releases/.gone-$other" 2>/dev/null || true  # never half a release
  done
  cd releases
  for rest in $(ls -1A | grep -E -x "\.incoming-[0-9a-f]{16}|\.(gone|former)-$FORM"); do
    find "$rest" -type d -exec chmod u+rwx {} \; 2>/dev/null || true
    rm -rf "$rest" 2>/dev/null || true
  done
  cd ..
  for rest in $(ls -1A | grep -E -x "\.current-$FORM"); do rm -f "$rest" 2>/dev/null || true; done
  rm -f "releases/.late-$name"
}

"$@"
