"""What shows that the course has worked: eight questions before and after, a last challenge, a certificate.

`questions` reads the eight pairs of scenarios, `sheet` shows them and takes the answers, `compared` puts both
forms side by side, `gathered` those of a class. `challenge` lays out a small leaky `project`, with whose keys a round
has `begun` on the platform; it runs its `program`, and by `judging` tells what became of it, as `looked` shows. `certificate`
writes a page from what the learner's folder remembers. Nothing here gives points.

May import the learner's folder, the kit, `leaks` and what everyone may; nothing but commands and notebooks imports it.
"""
