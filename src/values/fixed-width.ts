/** A break, or a character of two halves. */
const SPECIAL = /[\r\n\t\ud800-\udfff]/

/** Exactly `width` characters: cut or filled with spaces on the right; a line break or tab inside becomes a space. */
export function fitted(text: string, width: number): string {
  if (text.length <= width && !SPECIAL.test(text)) return text.padEnd(width)
  const characters = [...text.replace(/[\r\n\t]/g, ' ')].slice(0, width)
  return characters.join('') + ' '.repeat(width - characters.length)
}
