"""bmc: the Business Model Canvas as a guided questionnaire on the command line."""

__version__ = "0.1.0"
