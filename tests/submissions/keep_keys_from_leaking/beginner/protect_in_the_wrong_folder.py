# Writes into the folder where the notebook is.
# cell: protect
# fails: protect_keeps_env_out_of_git: none keeps .env out now
# fails: protect_begins_a_new_line: git still takes .env
def protect(project):
    from pathlib import Path

    (project / ".env").chmod(0o600)
    with open("of-no-use.txt", "w") as file:
        file.write(".env\n")
    Path("of-no-use.txt").unlink()
