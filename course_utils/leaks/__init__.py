"""Keeping keys where they belong: what a learner goes on using after the course."""
