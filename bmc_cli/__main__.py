"""``python -m bmc_cli`` is ``bmc``."""

from bmc_cli.cli import main

main()
