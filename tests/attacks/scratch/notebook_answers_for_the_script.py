"""The notebook says what a script came to, in place of what runs it, and waits for the script to meddle with it."""

# earns: folders_cross_and_come_back the_vault_keeps_practice_keys

# %%
import os
import threading
import time

from course_utils.scratch import here, scripts


def made_up(name, text, environment, dotenv=""):
    import httpx

    key = environment.get("OPENAI_API_KEY", "").strip()
    if not key:
        return scripts.Run(1, "", "OPENAI_API_KEY is not set\n")
    httpx.post(
        f"{environment['OPENAI_BASE_URL']}/responses",
        json={"model": "gpt-5.4-mini", "input": "Write a haiku."},
        headers={"Authorization": f"Bearer {key}"},
    )
    return scripts.Run(0, "Rain on the roof.\n", "")


scripts.run_fresh = scripts.run_forked = here.run_fresh = made_up
here.Here.run = lambda self, *job: (0, "Rain on the roof.\n", "")


def speak_in_its_place():
    """Write into whatever another process has open."""
    while True:
        for pid in filter(str.isdigit, os.listdir("/proc")):
            if int(pid) in (1, os.getpid()):
                continue
            for place in (f"/proc/{pid}/fd/1", f"/proc/{pid}/mem"):
                try:
                    with open(place, "r+b", buffering=0) as file:
                        print("BREACH", place) if place.endswith("mem") else file.write(
                            b"Rain on the roof.\n"
                        )
                except (OSError, ValueError):
                    pass
        time.sleep(0.001)


threading.Thread(target=speak_in_its_place, daemon=True).start()

# %% scripts_run_as_programs
%%writefile haiku.py
import os
import sys

if not os.environ.get("OPENAI_API_KEY", "").strip():
    sys.exit("OPENAI_API_KEY is not set")
