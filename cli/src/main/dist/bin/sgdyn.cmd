@echo off
rem Starts sgdyn with a Java runtime of version 17 or later: the one of JAVA_HOME, else the one on PATH.
rem SGDYN_JAVA_OPTS holds further options for the runtime, such as -Xmx8g.
setlocal
for %%i in ("%~dp0..") do set "SGDYN_HOME=%%~fi"
set "SGDYN_JAVA=java"
if defined JAVA_HOME set "SGDYN_JAVA=%JAVA_HOME%\bin\java.exe"
"%SGDYN_JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo sgdyn: no Java found; install a JDK or JRE 17 or later, and set JAVA_HOME or PATH 1>&2
    exit /b 2
)
set "SGDYN_VERSION=0"
for /f "tokens=3" %%v in ('""%SGDYN_JAVA%" -version 2^>^&1 ^| findstr /i version"') do set "SGDYN_VERSION=%%~v"
for /f "delims=.-+" %%m in ("%SGDYN_VERSION%") do set "SGDYN_MAJOR=%%m"
if %SGDYN_MAJOR% LSS 17 (
    echo sgdyn: %SGDYN_JAVA% is Java %SGDYN_VERSION%; sgdyn needs 17 or later ^(set JAVA_HOME^) 1>&2
    exit /b 2
)
"%SGDYN_JAVA%" "-Dsgdyn.home=%SGDYN_HOME%" -Djava.awt.headless=true -Djdk.console=java.base %SGDYN_JAVA_OPTS% -cp "%SGDYN_HOME%\lib\*" org.sgdyn.cli.Sgdyn %*
exit /b %errorlevel%
