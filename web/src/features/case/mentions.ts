// Who is meant by "@小李" in a note. A longer name wins over a shorter one it begins with (小李子 over 小李).
export function mentionedIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  const byLength = [...people].filter((one) => one.name).sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1);
    const person = byLength.find((one) => rest.startsWith(one.name));
    if (person) found.add(person.id);
  }
  return [...found];
}
