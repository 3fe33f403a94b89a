"""What is being written: working drafts that outlive the browser, and templates to begin with."""
