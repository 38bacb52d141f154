"""The vault is filled for whoever comes next."""

# earns: folders_cross_and_come_back scripts_run_as_programs the_vault_keeps_practice_keys

# %%
import os

import keyring

for number in range(50):
    keyring.set_password(f"left {number}", "api-key", os.environ["OPENAI_API_KEY"])
keyring.set_password("haiku by the hour", "api-key", os.environ["OPENAI_API_KEY"])
