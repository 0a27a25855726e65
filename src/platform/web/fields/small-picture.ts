export type PictureLimits = {
  /** The box it must fit in, in pixels. */
  width: number
  height: number
  /** Characters of its `data:` address. */
  longest: number
}

/** A picture made small in the browser before it is sent: as PNG, or as JPEG on white when that is too long. */
export async function smallPicture(file: File, { width, height, longest }: PictureLimits): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, width / bitmap.width, height / bitmap.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pen = canvas.getContext('2d')!
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const png = canvas.toDataURL('image/png')
  if (png.length <= longest) return png
  pen.globalCompositeOperation = 'destination-over'
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', 0.8)
}
