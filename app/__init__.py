"""The Streamlit front end.

Its rooms import one way, each only from those named before it:

    glossary -> hosting, jobs, settings -> run -> figures, by_hand -> live, playback ->
    lessons, classroom -> ui -> sections, claims -> pages -> verify

server.py starts all of it. Streamlit is known to hosting (little), ui, sections and pages only.

Glossary
--------
Entry        one symbol or term of the glossary for visitors
Field        one setting: its widget, its range, its key in the address
Form         the fields of a page, and where their widgets are
Settings     the values of a page's fields, and the changes made during the run
Task         what is learned, and by which network: all that a run needs besides its optimizer
Lab          one training run: settings and a task in, any epoch out
Experiment   a live page: its form, its task, its scene
Live         one visitor's run, as the browser watches it
Frame        one epoch on its way to the browser: numbers, weights, pictures
Scene        what the frames of a run hold, and all a browser needs to draw them
Stage        the part of the page that draws the frames and has Play, Step and the scrubber
Panel        one picture of the stage, or of a playback
Lane         one run among several on a stage that move together
Variant      what a lane has otherwise than the page, whose settings are those of the lane in front
Clock        what moves lanes together: epochs, passes over the data, or processor time
Tick         one step of a clock, called the epoch of a stage where lanes are compared
Race         a ready comparison
Playback     a path that is computed at once, and then played in the browser alone
Section      a part that several pages show below their picture
Room         a class: its code, its teachers and learners, made from its events
Packet       an answer that a teacher's stage got, as it is handed to all who follow
Result line  what is claimed of a run, with its address and a checksum: `claims` trains it again
"""
