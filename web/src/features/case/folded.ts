// The same small thing several times in a row is one line with a count: "改了方案单 ×4".
export interface Folded<T> {
  entry: T; // the newest of them
  times: number;
}

export function folded<T>(entries: readonly T[], sameAs: (one: T, next: T) => boolean): Folded<T>[] {
  const lines: Folded<T>[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last && sameAs(last.entry, entry)) last.times += 1;
    else lines.push({ entry, times: 1 });
  }
  return lines;
}
