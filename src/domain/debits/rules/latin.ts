/** Letters that no accent is taken from to make them plain. */
const SPELT: Record<string, string> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ß: 'ss',
  Þ: 'Th',
  þ: 'th',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '&': '+',
  '€': 'EUR',
  '«': '',
  '»': '',
  '"': "'",
  _: '-',
  '@': '(at)',
}

/** Nothing to spell: words of those characters, apart by one space. */
const PLAIN = /^(?:[A-Za-z0-9/\-?:().,'+]+ )*[A-Za-z0-9/\-?:().,'+]+$/

/** The text in the characters that every bank of SEPA reads, cut to its length. Source: EPC217-08, EPC130-08. */
export function latin(text: string, length: number): string {
  if (text.length <= length && PLAIN.test(text)) return text
  const spelt = [...text].map(character => SPELT[character] ?? character).join('')
  const plain = spelt.normalize('NFD').replace(/\p{M}/gu, '')
  return plain
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length)
    .trim()
}

/** An identifier is refused with a slash at its ends or two together. */
export const latinId = (text: string, length: number): string =>
  latin(text.replace(/\/{2,}/g, '/'), length).replace(/^\/+|\/+$/g, '')
