"""The register of printed posters: each with its number, where it hangs, whether it still leads."""
