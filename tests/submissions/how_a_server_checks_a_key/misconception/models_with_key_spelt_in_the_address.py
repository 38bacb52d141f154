# "Base64 is not readable": puts the key into the address in that spelling.
# cell: models_with_key
# fails: models_with_key_keeps_the_address_clean: a key in the address
import base64

import httpx


def models_with_key(base_url, key):
    spelt = base64.urlsafe_b64encode(key.encode()).decode()
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models", params={"id": spelt}, headers=headers).status_code
