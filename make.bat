@echo off
rem make run | test | lint | types | fast | bench | lock | wheels: what the Makefile does, on Windows.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set PY=.venv\Scripts\python.exe
set VERB=%1
if "%VERB%"=="" set VERB=run
for %%v in (run test lint types fast bench lock wheels) do if "%VERB%"=="%%v" goto python
echo make run ^| test ^| lint ^| types ^| fast ^| bench ^| lock ^| wheels
exit /b 2

:python
set BASE=
py -3.11 -c "" >nul 2>&1 && set BASE=py -3.11
if not defined BASE python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set BASE=python
if not defined BASE echo Can Python 3.11 / Python 3.11 is needed: https://www.python.org/downloads/ & exit /b 1
if "%VERB%"=="lock" %BASE% environment.py lock & exit /b
if "%VERB%"=="wheels" %BASE% environment.py wheels & exit /b
if "%VERB%"=="run" goto run
%BASE% environment.py dev || exit /b 1
goto %VERB%

:run
%BASE% environment.py run || exit /b 1
%PY% -m loaders sample || exit /b 1
%PY% -m streamlit run dashboard.py --server.headless true --server.port 8501 --browser.gatherUsageStats false
exit /b

:test
call :lint || exit /b 1
call :types || exit /b 1
%PY% -m pytest
exit /b

:lint
%PY% -m ruff check . || exit /b 1
%PY% -m ruff format --check .
exit /b

:types
%PY% -m mypy base store loaders desk indicators reports ui app pages docs dashboard.py environment.py
exit /b

:fast
%PY% -m pytest -m "not browser" -n logical --dist worksteal
exit /b

:bench
for %%b in (bench\*.py) do %PY% %%b || exit /b 1
exit /b
