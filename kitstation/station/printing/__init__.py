"""Printing labels: printers as they are set up, and the queue of print jobs.

`PrintBook` asks for labels and says what becomes of each job, through the store's one door. `Sender` takes one job
through one attempt, without waiting; `PrintQueue` gives every printer a thread that does so again and again. How a job
becomes bytes is handed in (`MakeJob`), and so is the way to the computer's own printers, because drawing needs Qt.

A window puts it together so:

    book = PrintBook(on_core(core), lambda: desk, site=settings.site)
    maker = LabelMaker.of_shop(profile.labels)
    routes = Routes(maker, clock, open_system)
    queue = PrintQueue(senders_for(settings.printers, book, routes), book, tell)
    queue.start()

After `book.ask` it wakes the queue; at the end it stops the queue before the core. Where printers are set up anew, it
stops the queue and makes another one.

No state is called "printed": a printer that has taken a job may still lose it. A job that may have come out in part is
`uncertain`, and nothing but a person's decision prints it again.
"""
