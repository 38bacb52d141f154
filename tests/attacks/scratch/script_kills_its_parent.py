"""A script ends the process that started it, whichever that is, and everything that it may."""

# earns: folders_cross_and_come_back the_vault_keeps_practice_keys

# %% scripts_run_as_programs
%%writefile haiku.py
import os
import signal

for number in (os.getppid(), -1):
    os.kill(number, signal.SIGKILL)
