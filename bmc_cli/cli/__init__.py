"""The commands and their words; what they do is in ``commands``."""

from bmc_cli.cli import basics, experiments
from bmc_cli.cli.app import app
from bmc_cli.console import prepare_streams, release_streams

__all__ = ["app", "basics", "experiments", "main"]


def main() -> None:
    """Run the command line."""
    prepare_streams()
    try:
        app()
    finally:
        release_streams()
