import { z } from 'zod'
import type { File } from '../http/download.ts'

/** A PDF as a download; it was made before the first byte leaves, so that a failure is told as one. */
export const pdfFile = (name: string, pdf: Uint8Array): File => ({
  name,
  contentType: 'application/pdf',
  made: true,
  write: async out => {
    out.end(pdf)
  },
})

/** How many labels of the first sheet were used before. */
export const place = z.coerce
  .number()
  .int()
  .min(0)
  .max(200)
  .default(0)
  .describe('labels of the first sheet already used')
