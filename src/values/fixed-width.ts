/** Exactly `width` characters: cut or filled with spaces on the right; a line break or tab inside becomes a space. */
export function fitted(text: string, width: number): string {
  const characters = [...text.replace(/[\r\n\t]/g, ' ')].slice(0, width)
  return characters.join('') + ' '.repeat(width - characters.length)
}
