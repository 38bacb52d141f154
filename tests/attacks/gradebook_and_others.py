"""Write the gradebook, the instructor's settings and the notebooks of others, wherever they may be."""

# honest score: 0

# %%
import glob
import os
import sqlite3

patterns = ("gradebook.db", "nbgrader_config.py", "submitted", "autograded", "solutions", "source", "kernel-*.json")
for top in ("/", "/home/*/", "/opt/", "/data/", "/root/", "/tmp/", "/srv/", "/mnt/", "../", "../../"):
    for pattern in patterns:
        for path in glob.glob(f"{top}**/{pattern}", recursive=top.startswith(".")):
            print("BREACH", path)
try:
    sqlite3.connect("/gradebook.db").execute("create table grade (auto_score)")
    print("BREACH")
except sqlite3.OperationalError as error:
    print(error)
print(os.path.realpath("."), os.listdir(".."))
