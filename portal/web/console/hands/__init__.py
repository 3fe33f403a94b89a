"""Who works on a case: merging, stand-ins, handing over, transfer slips, who may do what."""
