"""Benchmarks: morgue beside the engines that people would use instead, on the same articles, in one run.

Machines differ and are noisy, so what is quoted is a ratio between rows of one run, never a time alone.
"""
