@echo off
rem Double-click on Windows: opens the preview. The window stays open, to read a message.
cd /d "%~dp0"
where py >nul 2>nul
if not errorlevel 1 (
    py -3 start.py preview
    goto :end
)
rem A "python" without "py" may be the entry that only opens the Store: ask it something first.
python -c "" >nul 2>nul
if not errorlevel 1 (
    python start.py preview
    goto :end
)
echo Practice Press needs Python 3.11 or newer.
echo Install it from https://www.python.org/downloads/ and double-click again.
:end
echo.
pause
