# "Four characters give nothing away": puts them into the address, for the log.
# cell: models_with_key
# fails: models_with_key_keeps_the_address_clean: shows more than /v1/models
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models?from={key[-4:]}", headers=headers).status_code
