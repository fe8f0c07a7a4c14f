#!/bin/sh
# Double-click on macOS: opens the preview; a new practice is set up first. The window stays open, so that a message can be read.
cd "$(dirname "$0")" || exit 1

for python in python3.14 python3.13 python3.12 python3.11 python3; do
    path=$(command -v "$python") || continue
    # Apple's own python3 only opens a dialog about developer tools until those are installed.
    if [ "$path" = /usr/bin/python3 ] && [ -x /usr/bin/xcode-select ]; then
        xcode-select -p >/dev/null 2>&1 || continue
    fi
    # A name may stand for a Python that is not installed, as those of pyenv do.
    "$path" -c "" >/dev/null 2>&1 || continue
    found=$path
    break
done

if [ -z "${found:-}" ]; then
    echo "Practice Press needs Python 3.11 or newer."
    echo "Install it from https://www.python.org/downloads/ and double-click again."
else
    # A practice that has no facts yet is asked for them first.
    if [ ! -e content/practice.yaml ]; then
        mkdir -p content
        "$found" start.py setup
        echo
    fi
    "$found" start.py preview
fi

echo
printf "Press Return to close this window. "
read -r _
