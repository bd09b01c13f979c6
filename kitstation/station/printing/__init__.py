"""Printing labels: printers as they are set up, and the queue of print jobs.

`PrintBook` asks for labels and says what becomes of each job, through the store's one door. `Sender` takes one job
through one attempt, without waiting; `PrintQueue` gives every printer a thread that does so again and again. How a job
becomes bytes is handed in (`MakeJob`), because drawing needs Qt.

No state is called "printed": a printer that has taken a job may still lose it. A job that may have come out in part is
`uncertain`, and nothing but a person's decision prints it again.
"""
