/** As a field for a local date and time takes it: `2026-10-01T10:00`, by the clock of whoever looks. */
export function localMinute(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
