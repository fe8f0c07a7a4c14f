"""Practices that are set up from answers; all of them are invented."""

from __future__ import annotations

ANSWERS = {
    "solo": """\
practice:
  name: Stillwater Therapy
  url: stillwater.example
  email: maya@stillwater.example
  phone: 503.555.0142
  timezone: Pacific
people:
  maya-lind:
    name: Maya Lind
    degree: MA
    credentials: LPC
    licenses: Oregon, Washington
fees: 150 for 50 minutes
consultation:
  free: yes
  minutes: 20 minutes
""",
    "abroad": """\
practice:
  name: Praxis Nordlicht
  url: nordlicht.example
  email: ina@nordlicht.example
  phone: "+49 30 555 0142"
  timezone: Berlin
  address: {street: Musterweg 5, city: Berlin, postal_code: "10115", country: DE, public: yes}
people:
  ina-holm: {name: Ina Holm, job_title: Psychotherapist}
crisis_lines:
  - {name: Emergency services, call: "112"}
""",
    "group": """\
practice:
  name: Mesquite Counseling Group
  url: mesquite.example
  email: office@mesquite.example
  phone: 520-555-0142
  timezone: Arizona
  address:
    street: 12 Elm Street
    city: Tucson
    region: Arizona
    postal_code: "85701"
    country: USA
    public: yes
people:
  ana-ruiz: {name: Ana Ruiz, credentials: LPC, licenses: [AZ]}
  ben-cole: {name: Ben Cole, credentials: LCSW, licenses: Arizona}
  cy-dane:
    name: Cy Dane
    credentials: LMFT
    licenses: [{state: Arizona, title: LMFT, number: "0199"}]
  dee-fox: {name: Dee Fox, credentials: LPC, licenses: AZ}
insurance: none
""",
    "five": """\
practice:
  name: Five Rivers
  url: fiverivers.example
  scheduling_url: book.example/five
  timezone: Eastern
people:
  ed-gale: {name: Ed Gale, credentials: PsyD, licenses: "New York, NJ, Connecticut and Vermont, ME"}
consultation: {free: "No", minutes: half an hour}
""",
}
# What no page of a practice abroad may speak of.
OF_THE_USA = (
    *("Good Faith Estimate", "988", "HIPAA", "hhs.gov", "United States"),
    "the state you are in",
)
