"""What several tests need and learners do not."""
