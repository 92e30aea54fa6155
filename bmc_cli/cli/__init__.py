"""The commands and their words; what they do is in ``commands``."""

import sys

from bmc_cli.cli import basics, experiments
from bmc_cli.cli.app import app, leave_only, take_named_shell
from bmc_cli.commands.shared.outcomes import ended
from bmc_cli.terminal import forget_sizes, prepare_streams

__all__ = ["app", "basics", "experiments", "main"]


def main() -> None:
    """Run the command line."""
    prepare_streams()
    forget_sizes()
    leave_only(sys.argv[1:2])
    take_named_shell(sys.argv[1:])
    sys.exit(ended(app))
