@echo off
rem SPDX-License-Identifier: Apache-2.0
rem The command line of this project on Windows: kinesis-routes --help. It runs from any directory.
rem With --demo as its first word it starts a local AWS with the accounts of the demo, and works on that.
rem It compiles on its first run only: after a change of the sources, set KINESIS_ROUTES_BUILD=1 for one run.
setlocal DisableDelayedExpansion
set "home=%~dp0"
set "scope=runtime"
set "phase=process-classes"
set "classes=%home%target\classes"
set "main=io.kinesisroutes.cli.KinesisRoutes"
if "%~1"=="--demo" (
  set "scope=test"
  set "phase=test-compile"
  set "classes=%home%target\test-classes;%home%target\classes"
  set "main=io.kinesisroutes.demo.DemoCommand"
)

set "list=%home%target\kinesis-routes-%scope%.classpath"
set "build=%KINESIS_ROUTES_BUILD%"
if not exist "%list%" set "build=1"
if "%build%"=="1" (
  pushd "%home%"
  call mvnw.cmd -q -B -ntp -Pcommand-line "-Dkinesis-routes.scope=%scope%" "-Dkinesis-routes.phase=%phase%" -Dmdep.fileSeparator=/ 1>&2
  if errorlevel 1 exit /b 1
  popd
)

rem The class path is longer than a command line of Windows may be. In an argument file a backslash escapes, hence the
rem slashes, and at the end of a line it joins it with the next.
set "arguments=%TEMP%\kinesis-routes-%RANDOM%-%RANDOM%.arguments"
set "classes=%classes:\=/%"
>"%arguments%" echo -classpath
>>"%arguments%" echo "%classes%;\
>>"%arguments%" type "%list%"
>>"%arguments%" echo ^"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if "%scope%"=="test" cd /d "%home%"
"%java%" -Dslf4j.internal.verbosity=ERROR -Dlogback.configurationFile=logback-command.xml -XX:TieredStopAtLevel=1 "@%arguments%" %main% %*
set "code=%ERRORLEVEL%"
del "%arguments%"
exit /b %code%
