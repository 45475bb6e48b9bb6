@echo off
rem Starts sgdyn with a Java runtime of version 17 or later: that in runtime\ beside bin\, which an image for one platform has, else the
rem one of JAVA_HOME, else the one on PATH.
rem SGDYN_JAVA_OPTS holds further options for the runtime, such as -Xmx8g.
setlocal
for %%i in ("%~dp0..") do set "SGDYN_HOME=%%~fi"
rem Messages stand outside of brackets, which a path may hold too.
if not "%SGDYN_HOME%"=="%SGDYN_HOME:;=%" goto semicolon
set "SGDYN_JAVA=java"
if defined JAVA_HOME set "SGDYN_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%SGDYN_HOME%\runtime\bin\java.exe" set "SGDYN_JAVA=%SGDYN_HOME%\runtime\bin\java.exe"
"%SGDYN_JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo sgdyn: no Java found; install a JDK or JRE 17 or later, and set JAVA_HOME or PATH 1>&2
    exit /b 2
)
set "SGDYN_VERSION=0"
for /f "tokens=3" %%v in ('""%SGDYN_JAVA%" -version 2^>^&1 ^| findstr /v /c:"Picked up" ^| findstr /i version"') do set "SGDYN_VERSION=%%~v"
rem 8 and earlier call themselves 1.8.
if "%SGDYN_VERSION:~0,2%"=="1." set "SGDYN_VERSION=%SGDYN_VERSION:~2%"
for /f "delims=.-+" %%m in ("%SGDYN_VERSION%") do set "SGDYN_MAJOR=%%m"
if %SGDYN_MAJOR% LSS 17 goto old
rem The native linear algebra's bits depend on the number of its threads, so that there is one, whatever the number of cores.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
rem Optimised once it has run a million times: a small experiment is over before that pays.
set "SGDYN_PACE=-XX:C1MaxInlineSize=6 -XX:Tier4InvocationThreshold=500000 -XX:Tier4CompileThreshold=1500000 -XX:Tier4BackEdgeThreshold=4000000"
"%SGDYN_JAVA%" "-Dsgdyn.home=%SGDYN_HOME%" -Djava.awt.headless=true -Djdk.console=java.base -Dfile.encoding=UTF-8 %SGDYN_PACE% %SGDYN_JAVA_OPTS% -cp "%SGDYN_HOME%\lib\*" org.sgdyn.cli.Sgdyn %*
exit /b %errorlevel%

:semicolon
echo sgdyn: the program lies in "%SGDYN_HOME%", and Java cannot take classes from a path with a semicolon; move it to another directory 1>&2
exit /b 2

:old
echo sgdyn: "%SGDYN_JAVA%" is Java %SGDYN_VERSION%; sgdyn needs 17 or later (set JAVA_HOME) 1>&2
exit /b 2
