"""The words: prompt packs, their languages, and how notes are told in them."""
