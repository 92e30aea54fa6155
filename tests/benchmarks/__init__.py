"""How fast bmc is, each case beside its floor in the same run: ``python -m tests.benchmarks``."""
