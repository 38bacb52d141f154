# "There is only one platform": asks at the address that it was given first, whatever comes later.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: gave 200. Expected: 404
import httpx

known = []


def models_with_key(base_url, key):
    known.append(base_url)
    return httpx.get(f"{known[0]}/models", headers={"Authorization": f"Bearer {key}"}).status_code
