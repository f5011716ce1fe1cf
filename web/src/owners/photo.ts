// A photo made small enough to be sent: as it is where it is, else as a JPEG whose longer side shrinks until it is.
const SIDES = [2560, 1920, 1280, 960];
const QUALITY = 0.82;

export async function fitting(file: Blob, most: number): Promise<Blob | null> {
  if (file.size <= most && /^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const share = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * share));
      canvas.height = Math.max(1, Math.round(picture.height * share));
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
      if (made && made.size <= most) return made;
    }
    return null;
  } finally {
    picture.close();
  }
}
