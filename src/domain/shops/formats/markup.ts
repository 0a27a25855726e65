/** Names of U+00A0 to U+00FF, in their order, then those people type. Source: HTML 4.01, 24. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
const OTHERS =
  'amp:& lt:< gt:> quot:" apos:\' OElig:Œ oelig:œ Scaron:Š scaron:š Yuml:Ÿ fnof:ƒ circ:ˆ tilde:˜ ndash:– mdash:— ' +
  'lsquo:‘ rsquo:’ sbquo:‚ ldquo:“ rdquo:” bdquo:„ dagger:† Dagger:‡ bull:• hellip:… permil:‰ prime:′ Prime:″ ' +
  'lsaquo:‹ rsaquo:› euro:€ trade:™ minus:− rarr:→ larr:← le:≤ ge:≥ ne:≠ ensp:\u2002 emsp:\u2003 thinsp:\u2009'

const NAMED = new Map([
  ...LATIN.split(' ').map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
  ...OTHERS.split(' ').map(pair => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)] as const),
])

/** Only what marks text up: `Hors-série <Été>` is a name. */
const TAG =
  /<\/?(?:a|abbr|b|bdi|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi
const BREAK = /<(?:br|\/p|\/div|\/li|\/tr|hr)(?:\s[^<>]*)?\/?>/gi
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}[1-4]{0,2}));/g

const WINDOWS = new TextDecoder('windows-1252')

/**
 * What a shop shows, as text: tags taken out, entities decoded once, so that `&amp;amp;` is `&amp;`. What cannot be written
 * (control characters, halves of a character) becomes a space. Source: W-19.
 */
export function plainText(marked: string): string {
  const untagged = marked.includes('<') ? marked.replace(BREAK, '\n').replace(TAG, '') : marked
  const decoded = untagged.includes('&') ? untagged.replace(ENTITY, decode) : untagged
  return decoded.toWellFormed().replace(UNWRITABLE, ' ').trim()
}

const UNWRITABLE = /[^\P{Cc}\n\t]|\u2028|\u2029/gu

function decode(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return NAMED.get(name) ?? entity
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16)
  if (code >= 0x80 && code < 0xa0) return WINDOWS.decode(Uint8Array.of(code)) // as browsers have always read them
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : entity
}
