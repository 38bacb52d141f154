# “.gitignore is mine to write.”
# cell: protect
# fails: protect_keeps_what_was_there: are not as they were
# fails: protect_begins_a_new_line: The lines are now
def protect(project):
    (project / ".env").chmod(0o600)
    (project / ".gitignore").write_text(".env\n")
