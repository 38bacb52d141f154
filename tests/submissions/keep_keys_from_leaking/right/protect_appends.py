# Appends, after a look at the last byte.
# cell: protect
def protect(project):
    import os
    import stat

    os.chmod(project / ".env", stat.S_IRUSR | stat.S_IWUSR)
    path = project / ".gitignore"
    path.touch()
    data = path.read_bytes()
    lines = [line.strip() for line in data.split(b"\n")]
    if b".env" not in lines:
        with open(path, "ab") as file:
            if data and data[-1:] != b"\n":
                file.write(b"\n")
            file.write(b"\n# keys\n.env\n")
