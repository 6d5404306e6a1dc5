import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidencePath, listKept, sha256Of } from '../../src/evidence/folder.ts';
import { LARGEST_FILE_BYTES } from '../../src/evidence/limits.ts';
import { hashOfSent, type TakenIn, takeIn } from '../../src/evidence/take-in.ts';
import { bomb, PDF, photo, screenshot, TRACES } from '../support/pictures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const noted = { capturedAt: NOW - 60_000, capturedBy: 'Айдана', now: NOW };

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'merzim-evidence-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const take = (bytes: Uint8Array, origin: 'newsroom' | 'residents' = 'newsroom') =>
  takeIn({ dataDir, bytes: pieces(bytes), origin, ...noted });
const taken = (done: TakenIn) => (done.ok ? done.file : expect.fail(done.why));
const kept = (sha256: string) => readFileSync(evidencePath(dataDir, sha256));
const traces = (bytes: Buffer) => TRACES.filter((words) => bytes.toString('latin1').includes(words));
const everythingKept = async () =>
  Promise.all((await listKept(dataDir)).map((path) => readFileSync(join(dataDir, 'evidence', path))));

describe('A photo of 12 megapixels that says where it was made', () => {
  it('is published without it', async () => {
    const original = await photo();
    expect(traces(original)).toEqual(expect.arrayContaining(['Exif', 'secret-owner', 'secret-creator']));
    const file = taken(await take(original));
    const copy = kept(file.copy?.sha256 ?? '');
    expect(traces(copy)).toEqual([]);
    const { exif, xmp, iptc, icc, orientation, width, height } = await sharp(copy).metadata();
    expect({ exif, xmp, iptc, icc, orientation, width, height }).toEqual({ width: 3000, height: 4000 });
    expect(traces(kept(file.thumb?.sha256 ?? ''))).toEqual([]);
  });

  it('is kept as it came, for the editors, when the newsroom made it', async () => {
    const original = await photo();
    const file = taken(await take(original));
    expect(file).toMatchObject({ sha256: sha256Of(original), bytes: original.length, type: 'jpg', origin: 'newsroom' });
    expect(file.sha256).not.toBe(file.copy?.sha256);
    expect(kept(file.sha256).equals(original)).toBe(true);
  });

  it('is stored without it when a resident made it: nothing in the folder has it', async () => {
    const original = await photo();
    const file = taken(await take(original, 'residents'));
    expect(file.sha256).not.toBe(sha256Of(original));
    expect(file.sha256).toBe(file.copy?.sha256);
    expect((await sharp(kept(file.sha256)).metadata()).exif).toBeUndefined();
    const all = await everythingKept();
    expect(all).toHaveLength(2);
    expect(all.flatMap(traces)).toEqual([]);
    expect(all.map((bytes) => sha256Of(bytes))).not.toContain(sha256Of(original));
  });

  it('keeps its picture, turned as the camera held it', async () => {
    const { copy, thumb } = taken(await take(await photo({ width: 400, height: 300 })));
    const { data, info } = await sharp(kept(copy?.sha256 ?? ''))
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The red corner was at the upper left; a camera that lay on its side has it at the upper right.
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    const [right, left] = [at(info.width - 40, 40), at(10, info.height - 10)];
    expect(right[0]).toBeGreaterThan(200);
    expect(left[0]).toBeLessThan(120);
    expect(Math.max(thumb?.width ?? 0, thumb?.height ?? 0)).toBeLessThanOrEqual(480);
  });
});

describe('What is taken in', () => {
  it('is told by what it holds, not by its name', async () => {
    expect(await take(Buffer.from('this is a text that somebody named proof.png'))).toEqual({ ok: false, why: 'type' });
    expect(await take(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual({ ok: false, why: 'type' });
    expect(await take(Buffer.from('<html><script>alert(1)</script></html>'))).toEqual({ ok: false, why: 'type' });
    expect(await take(Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;'))).toEqual({ ok: false, why: 'type' });
    expect(await listKept(dataDir)).toEqual([]);
  });

  it.each(['png', 'jpeg', 'webp'] as const)('may be a %s', async (format) => {
    const picture = await sharp(await screenshot())
      .toFormat(format)
      .toBuffer();
    const file = taken(await take(picture));
    expect(file.type).toBe(format === 'jpeg' ? 'jpg' : format);
    expect((await sharp(kept(file.copy?.sha256 ?? '')).metadata()).format).toBe(format);
  });

  it('is no picture of a phone that we cannot read, and says so', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)]);
    expect(await take(heic)).toEqual({ ok: false, why: 'heic' });
  });

  it('has a size: an empty file and one that is too large are refused while they are read', async () => {
    expect(await take(Buffer.alloc(0))).toEqual({ ok: false, why: 'empty' });
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536);
      }
    }
    expect(await takeIn({ dataDir, bytes: endless(), origin: 'newsroom', ...noted })).toEqual({
      ok: false,
      why: 'too_large',
    });
    expect(read).toBeLessThanOrEqual(LARGEST_FILE_BYTES + 65_536);
    expect(await hashOfSent(endless())).toEqual({ why: 'too_large' });
  });

  it('is whole: a picture that was cut off is refused', async () => {
    const picture = await photo({ width: 800, height: 600 });
    expect(await take(picture.subarray(0, picture.length - 2000))).toEqual({ ok: false, why: 'broken' });
    expect(await take(PDF.subarray(0, PDF.length - 8))).toEqual({ ok: false, why: 'broken' });
    expect(await listKept(dataDir)).toEqual([]);
  });

  it('is no bomb: a few bytes that promise 3.6 thousand million pixels are refused before they are unpacked', async () => {
    const before = process.memoryUsage().rss;
    expect(await take(await bomb())).toEqual({ ok: false, why: 'too_many_pixels' });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    expect(await listKept(dataDir)).toEqual([]);
  });
});

describe('A document', () => {
  it('is kept, and has no copy for readers: they see its hash alone', async () => {
    const file = taken(await take(PDF));
    expect(file).toMatchObject({ type: 'pdf', sha256: sha256Of(PDF), copy: null, thumb: null });
    expect(await listKept(dataDir)).toHaveLength(1);
  });

  it('of a resident is refused: nobody can say what it hides', async () => {
    expect(await take(PDF, 'residents')).toEqual({ ok: false, why: 'residents_pdf' });
    expect(await listKept(dataDir)).toEqual([]);
  });
});

describe('The same bytes', () => {
  it('are one file', async () => {
    const [one, two] = [taken(await take(await screenshot())), taken(await take(await screenshot()))];
    expect(one.sha256).toBe(two.sha256);
    expect(await listKept(dataDir)).toHaveLength(3);
  });
});
