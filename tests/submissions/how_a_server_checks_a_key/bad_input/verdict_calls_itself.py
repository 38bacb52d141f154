# Calls itself again and again.
# cell: verdict
# fails: verdict_*: raised RecursionError: maximum recursion depth exceeded
def verdict(key, scope, database, now):
    return verdict(key, scope, database, now)
