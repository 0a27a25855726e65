export type GuessedEncoding = 'utf-8' | 'windows-1252' | 'utf-16le'

/** UTF-8 when its bytes can be nothing else; the end of a sample may cut a character. */
export function guessedEncoding(sample: Uint8Array): GuessedEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
