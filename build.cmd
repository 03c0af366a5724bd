@echo off
setlocal
cd /d "%~dp0"
set MSBUILDDISABLENODEREUSE=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
dotnet tool restore || exit /b 1
dotnet cake build/build.cake %*
