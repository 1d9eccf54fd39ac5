// The simulator's time, and dates as people in Nairobi read them.

const ZONE = "Africa/Nairobi";
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options });
const HOURS = format({ hour: "2-digit", minute: "2-digit" });
const SECONDS = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = format({ weekday: "short", day: "numeric", month: "short" });
const LONG_DAY = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const PARTS = format({ hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" });

let ahead = 0;

/** Set the clock to the simulator's `now` (ISO). */
export function setClock(now) {
  ahead = Date.parse(now) - Date.now();
}

export function now() {
  return new Date(Date.now() + ahead);
}

export const hours = (date) => HOURS.format(new Date(date));
export const seconds = (date) => SECONDS.format(new Date(date));
export const longDay = (date) => LONG_DAY.format(new Date(date)).replace(",", "");
export const dayKey = (date) => KEY.format(new Date(date));

/** "Today", "Yesterday", "Tue 15 Jan", with the year when it is another one. */
export function dayLabel(key) {
  const today = now();
  if (key === dayKey(today)) return "Today";
  if (key === dayKey(today.getTime() - 86_400_000)) return "Yesterday";
  const noon = `${key}T12:00:00+03:00`;
  if (key.slice(0, 4) !== dayKey(today).slice(0, 4)) return longDay(noon);
  return DAY.format(new Date(noon)).replace(",", "");
}

/** When something was, next to what it is: "10:42", or "Tue 15 Jan, 10:42" on another day. */
export function moment(date) {
  const key = dayKey(date);
  return key === dayKey(now()) ? hours(date) : `${dayLabel(key)}, ${hours(date)}`;
}

/** Seconds as "2 d 3 h"; at most two units. */
export function span(total) {
  const units = [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
    ["s", 1],
  ];
  let left = Math.round(total);
  const parts = [];
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}

/** Seconds until the next `hour` o'clock in Nairobi. */
export function untilHour(hour) {
  const part = Object.fromEntries(
    PARTS.formatToParts(now()).map(({ type, value }) => [type, +value]),
  );
  const passed = part.hour * 3600 + part.minute * 60 + part.second;
  return ((hour * 3600 - passed + 86_400 - 1) % 86_400) + 1;
}
