/** Minutes of training as attests show them: `2 h 00`. */
export function inHours(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}
