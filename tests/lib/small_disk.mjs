// A small disk of its own to fill and to break: an ext4 image on a loop device, as root.
//   const disk = await smallDisk(24);             // MB; { missing: why } where we may not
//   await disk.fill(); await disk.free();         // to the last byte, and back
//   await disk.turnReadOnly(); await disk.repair();
//   await disk.remove();
import { execFile } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

class SmallDisk {
  constructor(folder) {
    this.folder = folder;
    this.image = join(folder, "image");
    this.path = join(folder, "disk");
    this.ballast = join(this.path, "ballast");
  }

  async mount() {
    await run("mount", ["-o", "loop,errors=remount-ro", this.image, this.path]);
  }

  // Takes all room that is left, but for `leave` bytes.
  async fill(leave = 0) {
    const file = await open(this.ballast, "a");
    for (const size of [1 << 20, 1 << 12]) await writeUntilFull(file, Buffer.alloc(size, 1));
    const { size } = await file.stat();
    await file.truncate(Math.max(0, size - leave));
    await file.sync();
    await file.close();
  }

  async free() {
    await rm(this.ballast, { force: true });
    await run("sync", ["-f", this.path]);
  }

  // What the kernel does when a disk begins to fail: the journal is aborted, nothing can be written any more.
  async turnReadOnly() {
    const { stdout } = await run("findmnt", ["-no", "SOURCE", this.path]);
    await writeFile(`/sys/fs/ext4/${basename(stdout.trim())}/trigger_fs_error`, "1");
  }

  // As after a reboot: checked, repaired and writable again. Nobody may have a file open there.
  async repair() {
    await run("umount", [this.path]);
    await run("fsck.ext4", ["-p", this.image]).catch((error) => {
      if (error.code > 1) throw error; // 1: errors were corrected
    });
    await this.mount();
  }

  async remove() {
    await run("umount", [this.path]).catch(() => run("umount", ["-l", this.path]).catch(() => {}));
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function writeUntilFull(file, block) {
  try {
    while ((await file.write(block)).bytesWritten === block.length);
  } catch (error) {
    if (error.code !== "ENOSPC") throw error;
  }
}

// Where it cannot be had, { missing: why }.
export async function smallDisk(megabytes) {
  const disk = new SmallDisk(await mkdtemp(join(tmpdir(), "shouhou-disk-")));
  try {
    await run("truncate", ["-s", `${megabytes}M`, disk.image]);
    await run("mkfs.ext4", ["-q", "-F", "-m", "0", disk.image]);
    await run("mkdir", [disk.path]);
    await disk.mount();
    return disk;
  } catch (error) {
    await disk.remove();
    return { missing: error.stderr?.trim() || error.message, remove: async () => {} };
  }
}
