// Files out of a drop: also those in folders, however deep.
export interface Entry {
  isFile: boolean;
  isDirectory: boolean;
  name: string;
  file?: (done: (file: File) => void, failed: (error: unknown) => void) => void;
  createReader?: () => { readEntries: (done: (entries: Entry[]) => void, failed: (error: unknown) => void) => void };
}

const hidden = (name: string) => name.startsWith(".") || name === "__MACOSX";

export async function filesIn(entry: Entry): Promise<File[]> {
  if (hidden(entry.name)) return [];
  if (entry.isFile && entry.file) return [await new Promise<File>((resolve, reject) => entry.file?.(resolve, reject))];
  if (!entry.isDirectory || !entry.createReader) return [];
  const reader = entry.createReader();
  const found: File[] = [];
  // A reader gives at most a hundred at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<Entry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}

export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() as unknown as Entry | null);
  if (entries.every((entry) => entry === null)) return [...data.files];
  const found: File[] = [];
  for (const entry of entries) if (entry) found.push(...(await filesIn(entry)));
  return found;
}

// What a folder picker gives, without what the system put there.
export const shown = (files: FileList | null): File[] => [...(files ?? [])].filter((file) => !hidden(file.name));
