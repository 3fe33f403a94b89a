"""What `portal doctor` looks at: small checks, each silent when all is well."""
