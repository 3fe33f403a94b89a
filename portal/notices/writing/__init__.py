"""A notice becomes words and a parcel, at the last moment before it goes."""
