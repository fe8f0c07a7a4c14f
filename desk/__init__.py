"""What a person does around a build. Each command of tasks.py is one function here.

    preview       live_site builds on a save (saves), live_server shows it, live_page says what is
                  to be mended
    check         check_run reads and looks over, check_result holds what was found,
                  problems_report prints it, check_report makes a page of it
    build         pelican_run runs Pelican, gate looks at the finished site, swap puts it in place
                  (exchange, held_folder)
    publish       publishing: what will change, the places it can go to, and whether it is live
    docs          the pages of docs that are made from the program (rule_pages)
    new           a draft;  test  testing;  lock  lock

`project` knows where everything lies, `refusals` which problem holds up which of these steps.
"""
