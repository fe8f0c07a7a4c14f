"""What a person does around a build. Each command of tasks.py is one function here.

preview       live_site has the pages, watch notices a save, server and live_page show it
check         run reads and looks over; report makes a page of what was found
build         runs Pelican (pelican_run), has the site looked at, puts it in place
site_checks   the finished site, before it takes the old one's place
publish       what will change, the targets it can go to, and whether it is live
commands      new, setup, test, lock, and how all of them begin
docs          the pages of docs that are made from the program
common        what several of them use: folders, words, locks, which problem holds up which step
"""
