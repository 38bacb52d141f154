"""Measure everything and print the tables: `make bench`."""

from benchmarks import cluster, console, grading, kernel, leaks, server

if __name__ == "__main__":
    server.main()
    console.main()
    grading.main()
    cluster.main()
    kernel.main()
    leaks.main()
