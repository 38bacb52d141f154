"""The process that reads a folder for the check says that it holds a million files."""

# earns: scripts_run_as_programs the_vault_keeps_practice_keys

# %%
from course_utils.scratch import here

here.plain = lambda tree: {f"{number}": (0o644, b"x") for number in range(1_000_000)}
