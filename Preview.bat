@echo off
rem Double-click on Windows: opens the preview; a new practice is set up first. The window stays
rem open, to read a message.
cd /d "%~dp0"
where py >nul 2>nul
if not errorlevel 1 (
    set found=py -3
    goto :found
)
rem A "python" without "py" may be the entry that only opens the Store: ask it something first.
python -c "" >nul 2>nul
if not errorlevel 1 (
    set found=python
    goto :found
)
echo Practice Press needs Python 3.11 or newer.
echo Install it from https://www.python.org/downloads/ and double-click again.
goto :end
:found
rem A practice that has no facts yet is asked for them first.
if not exist content mkdir content
if not exist content\practice.yaml %found% start.py setup
%found% start.py preview
:end
echo.
pause
