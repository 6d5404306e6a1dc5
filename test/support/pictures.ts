import sharp from 'sharp';

/** What a phone writes into a photo: the place (43.238949 N, 76.889709 E, in Almaty), its maker, whose it is. */
const EXIF = {
  IFD0: { Make: 'Fictional phone', Artist: 'A resident of Primersk', Copyright: 'secret-owner' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '43/1 14/1 2022/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '76/1 53/1 2295/100',
  },
};
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="secret-creator"/></rdf:RDF></x:xmpmeta>';

/** Words of the metadata above that must not be in what is published. */
export const TRACES = ['Exif', 'Fictional phone', 'A resident', 'secret-owner', 'secret-creator', 'xmpmeta', 'GPS'];

/** A photo as a phone makes it: 4000 by 3000 pixels unless it is said otherwise, on its side, with the place where it was made. */
export async function photo({ width = 4000, height = 3000 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#4a7' } })
    .composite([
      {
        input: Buffer.from(`<svg width="200" height="120"><rect width="200" height="120" fill="red"/></svg>`),
        left: 10,
        top: 10,
      },
    ])
    .jpeg({ quality: 92 })
    .withExif(EXIF)
    .withXmp(XMP)
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A small screenshot. The same number gives the same bytes. */
export async function screenshot(number = 1): Promise<Buffer> {
  const background = { r: (number * 37) % 256, g: (number * 101) % 256, b: 200 };
  return sharp({ create: { width: 320, height: 640, channels: 3, background } })
    .png()
    .withExif(EXIF)
    .toBuffer();
}

/** A picture of a few bytes whose head promises 60000 by 60000 pixels. */
export async function bomb(): Promise<Buffer> {
  const small = await screenshot();
  const claimed = Buffer.from(small);
  claimed.writeUInt32BE(60_000, 16);
  claimed.writeUInt32BE(60_000, 20);
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29);
  return claimed;
}

/** The sum of a chunk of a PNG, so that a changed head is a sound one. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A document of one empty page. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
