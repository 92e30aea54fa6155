"""``python -m bmc_cli`` is ``bmc``, which begins here too."""

import sys


def main() -> None:
    """Run the program; Ctrl-C while it is still being read ends it without a word too."""
    try:
        from bmc_cli.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
