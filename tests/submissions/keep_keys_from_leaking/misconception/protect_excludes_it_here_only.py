# “git has a list of its own for that.”
# cell: protect
# fails: protect_keeps_env_out_of_git: There was no .gitignore before, and none keeps .env out now
# fails: protect_begins_a_new_line: git still takes .env
def protect(project):
    (project / ".env").chmod(0o600)
    exclude = project / ".git" / "info" / "exclude"
    exclude.parent.mkdir(exist_ok=True)
    exclude.write_text(".env\n")
