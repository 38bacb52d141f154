# "It works, so it is right": the key goes into the address.
# cell: models_with_key
# fails: models_with_key_keeps_the_address_clean: shows a key in the address
import httpx


def models_with_key(base_url, key):
    return httpx.get(f"{base_url}/models", params={"api_key": key}).status_code
