"""The station without its screen: the bench session, use cases, settings. What a command line can do as well."""
