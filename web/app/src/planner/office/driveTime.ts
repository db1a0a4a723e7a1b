// How long a drive is, as people type it: `5:10`, `5h10`, `5 h`, `310`.

/** Whole minutes; null for nothing, undefined for what is no length of time. */
export function minutesOfText(text: string): number | null | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') return null;
  const parts = /^(?:(\d{1,3})\s*(?::|h)\s*)?(?:(\d{1,4})\s*(?:m|min)?)?$/.exec(typed);
  if (!parts) return undefined;
  const [hours, minutes] = [Number(parts[1] ?? 0), Number(parts[2] ?? 0)];
  if (parts[1] !== undefined && minutes > 59) return undefined;
  return hours * 60 + minutes;
}

/** 310 → `5:10`. */
export function textOfMinutes(minutes: number | null): string {
  if (minutes === null) return '';
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
