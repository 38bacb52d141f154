# Forgets the revoked keys.
# cell: due_for_rotation
# fails: due_for_rotation_no_revoked_keys: gave ['key_gone', 'key_lives']
def due_for_rotation(keys, now, max_age_days):
    def made(key):
        when = key["created_at"]
        return when if when.tzinfo else when.replace(tzinfo=UTC)

    limit = timedelta(days=max_age_days)
    return [key["id"] for key in sorted(keys, key=made) if now - made(key) >= limit]
