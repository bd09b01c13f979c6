"""The timeline: what the journal says, in sentences that people read. `TimelineSpeech` says them all.

A command without a sentence does not type-check, and neither does one that belongs to no group of events.
"""
