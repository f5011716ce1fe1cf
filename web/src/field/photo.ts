// A picture is drawn anew, smaller: nothing of what the camera wrote beside it (place, time, device) is left.
export const PHOTO_MOST = 350_000;
const SIDE = 1600;

const jpegOf = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));

// Null: no picture that this browser reads.
export async function shrunk(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
  } catch {
    return null;
  }
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  let scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  for (let at = 0; context && at < 8; at += 1, scale *= 0.75) {
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.8, 0.65, 0.5]) {
      const blob = await jpegOf(canvas, quality);
      if (blob && blob.size <= PHOTO_MOST) {
        picture.close();
        return new Uint8Array(await blob.arrayBuffer());
      }
    }
  }
  picture.close();
  return null;
}
