# "There is only one platform": asks that one, whatever address it is given.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: gave 200. Expected: 404
import httpx

from course_utils import practice_platform


def models_with_key(base_url, key):
    response = httpx.get(f"{practice_platform().base_url}/models", headers={"Authorization": f"Bearer {key}"})
    return response.status_code
