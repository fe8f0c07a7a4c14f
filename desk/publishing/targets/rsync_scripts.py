"""What runs on the server: scripts for any POSIX shell, each given a folder as its first word.

No script trusts the lock alone, which is gone when the line is: each version has a folder of its
own to arrive in, `.incoming-…`, and the link is moved only if it still leads where it led before.
"""

STATE = """
[ -d "$1" ] || exit 0
cd "$1" || exit 1
if [ -L current ]; then echo link; cat current/manifest.json
elif [ -e current ]; then echo other
fi
"""
# Gives the live release, then others and what arrived in part, which the new one may share with.
BEGIN = """
set -e
umask 022
cd "$1"
mkdir -p "releases/$2"
echo "$(readlink current 2>/dev/null || true)"
cd releases
ls -1d .incoming* 2>/dev/null | grep -v -x -F -e "$2" | tail -n 6 || true
ls -1 | sort -r | head -n 6 || true
"""
# Looks at the new release as a whole before anybody can meet it, then moves the link in one step
# (rename(2)). Releases that are newer than the live one were gone back from, or never were live.
# When the line breaks off while it runs, it may be asked for a second time: it says yes then.
FINISH = """
set -e
arrived=$2 name=$3 files=$4 keep=$5 was=$6
cd "$1"
sums=$(cat)
if [ "$(readlink current || true)" = "releases/$name" ]; then exit 0; fi
[ "$(printf '%s\\n' "$sums" | wc -l)" -eq "$files" ] || { echo "the list broke off" >&2; exit 1; }
[ "$(readlink current || true)" = "$was" ] || exit 76
if [ -d "releases/$arrived" ]; then
  there=$(find "releases/$arrived" -type f | wc -l)
  [ "$there" -eq "$files" ] || { echo "$there files arrived, not $files" >&2; exit 1; }
  if command -v sha256sum >/dev/null 2>&1; then
    printf '%s\\n' "$sums" | (cd "releases/$arrived" && sha256sum --quiet -c -) >&2
  fi
  mv "releases/$arrived" "releases/$name"
fi
[ -d "releases/$name" ] || { echo "the new release is not there" >&2; exit 1; }
rm -f .current.new
ln -s "releases/$name" .current.new
[ "$(readlink current || true)" = "$was" ] || exit 76
said=$(mv -T .current.new current 2>&1) || mv -h .current.new current 2>/dev/null ||
  { echo "$said" >&2; exit 1; }
for other in $(ls -1 releases | sort -r); do
  if [ "$other" = "$name" ]; then continue; fi
  keep=$((keep - 1))
  if [ -n "$was" ] && expr "x$other" '>' "x${was#releases/}" >/dev/null; then
    keep=$((keep + 1))
  elif [ "$keep" -ge 1 ]; then continue
  fi
  mv "releases/$other" "releases/.gone-$other" 2>/dev/null || true  # never half a release
done
rm -rf releases/.incoming* releases/.gone* 2>/dev/null || true
"""
BACK = """
set -e
cd "$1"
now=$(basename "$(readlink current)")
former=$(ls -1 releases | sort | awk -v now="$now" '$0 < now' | tail -n 1)
[ -n "$former" ] || exit 0
rm -f .current.new
ln -s "releases/$former" .current.new
said=$(mv -T .current.new current 2>&1) || mv -h .current.new current 2>/dev/null ||
  { echo "$said" >&2; exit 1; }
echo "$former"
"""
