// Reads calendar files with ical.js, which shares nothing with what writes them: its own parser, zones and recurrence.
// node calendar.mjs FROM TO FILE…: for each file UID → [start, end, cancelled] of what happens in between, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "../../node_modules/ical.js/dist/ical.js";

const [from, to, ...files] = process.argv.slice(2);

function told(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString();
}

function occurrences(file) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const found = {};
  const parts = calendar.getAllSubcomponents("vevent");
  for (const part of parts.filter((each) => !each.hasProperty("recurrence-id"))) {
    const uid = part.getFirstPropertyValue("uid");
    const others = parts.filter((each) => each !== part && each.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(part, { exceptions: others });
    const times = [];
    const add = ({ startDate, endDate, item }) => {
      const day = startDate.toString().slice(0, 10);
      const status = item.component.getFirstPropertyValue("status");
      if (day >= from && day <= to) times.push([told(startDate), told(endDate), status === "CANCELLED"]);
    };
    if (event.isRecurring()) {
      const each = event.iterator();
      for (let next = each.next(); next && next.toString().slice(0, 10) <= to; next = each.next()) {
        add(event.getOccurrenceDetails(next));
      }
    } else add({ startDate: event.startDate, endDate: event.endDate, item: event });
    found[uid] = times;
  }
  ICAL.TimezoneService.reset();
  return found;
}

process.stdout.write(JSON.stringify(files.map(occurrences)));
