"""The process that reads a folder for the check says of it what no folder holds."""

# earns: scripts_run_as_programs the_vault_keeps_practice_keys

# %%
from course_utils.scratch import here

here.plain = lambda tree: {"../../outside": (0o644, b"BREACH"), "deep/" * 500: (True, [])}
