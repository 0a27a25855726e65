import { FileFault } from './read-zip.ts'

/** A tag by its name, `/` before an end, with its attributes as text; or a text, whose tag is empty. */
export type Token = { tag: string; text: string }

/** Longer than any honest tag or text of a cell. */
const MAX_TOKEN = 1024 * 1024

/** Reads XML piece by piece, the tokens of each together; what declares entities is refused, so that none grows. */
export async function* tokens(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Token[]> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    const { found, left } = cut(rest + decoder.decode(piece, { stream: true }))
    rest = left
    if (rest.length > MAX_TOKEN) throw new FileFault('xmlBroken')
    yield found
  }
  if (rest.trim() !== '') throw new FileFault('xmlBroken')
}

function cut(xml: string): { found: Token[]; left: string } {
  const found: Token[] = []
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) break
    if (open > at) found.push({ tag: '', text: xml.slice(at, open) })
    const end = xml.startsWith('<!--', open) ? '-->' : xml.startsWith('<![CDATA[', open) ? ']]>' : '>'
    const close = xml.indexOf(end, open)
    if (close < 0) return { found, left: xml.slice(open) }
    if (xml.startsWith('<!DOCTYPE', open)) throw new FileFault('xmlBroken')
    if (end === ']]>') found.push({ tag: '', text: escaped(xml.slice(open + 9, close)) })
    if (end === '>' && xml[open + 1] !== '?') pushTag(found, xml.slice(open + 1, close))
    at = close + end.length
  }
  return { found, left: xml.slice(at) }
}

/** `<t/>` is a beginning and an end; the prefix of a namespace goes. */
function pushTag(found: Token[], inside: string) {
  const ends = inside.startsWith('/')
  const from = ends ? 1 : 0
  const to = nameEnd(inside, from)
  const name = local(inside.slice(from, to))
  const text = inside.slice(to)
  found.push({ tag: ends ? `/${name}` : name, text })
  if (text.endsWith('/')) found.push({ tag: `/${ends ? `/${name}` : name}`, text: '' })
}

const SPACE = 0x20
const SLASH = 0x2f

/** Where a name ends; character by character, as names are short and many. */
function nameEnd(inside: string, from: number): number {
  let at = from
  while (at < inside.length && inside.charCodeAt(at) > SPACE && inside.charCodeAt(at) !== SLASH) at++
  return at
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The value of an attribute, still escaped. */
export function attribute(text: string, name: string): string | undefined {
  const at = text.indexOf(` ${name}=`)
  if (at < 0) return undefined
  const quote = text[at + name.length + 2]!
  const from = at + name.length + 3
  const to = text.indexOf(quote, from)
  return to < 0 ? undefined : text.slice(from, to)
}

/** The tokens of a text that is whole. */
export const allTokens = (xml: string): Token[] => cut(xml).found

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,4}));/gi, (all, decimal, hex, name) =>
        name ? (NAMED[name] ?? all) : character(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
      )
    : text

/** What no XML may hold, half a pair of surrogates or a control character, is left out. */
const character = (code: number) => {
  const isControl = code < 32 && code !== 9 && code !== 10 && code !== 13
  return isControl || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(code)
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
