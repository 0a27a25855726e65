import { plainText } from './markup.ts'

/** The JSON of an answer, and whether something stood around it; or what it was instead. */
export type Body = { json: unknown; isNoisy: boolean } | { notJson: 'empty' | 'page' | 'cut' | 'text'; said: string }

const PAGE = /^(?:<!--[\s\S]*?-->\s*)*<(?:!doctype|html|head|body)\b/i
const MOST_STARTS = 200
const SAID_LENGTH = 150

/**
 * The JSON in a body as sites send it: behind a byte order mark or notices of PHP, before the comment of a cache. A page
 * is never searched for it, and a part of what was cut off is not the answer. Source: W-28.
 */
export function jsonBody(text: string): Body {
  const body = text.trim() // takes a byte order mark away too
  if (body === '') return { notJson: 'empty', said: '' }
  const whole = parsed(body)
  if (whole) return { json: whole.value, isNoisy: false }
  if (PAGE.test(body)) return { notJson: 'page', said: saidBy(body) }
  const within = standsIn(body)
  if (within) return { json: within.value, isNoisy: true }
  if (body.startsWith('<')) return { notJson: 'page', said: saidBy(body) }
  return { notJson: /^[[{]/.test(body) ? 'cut' : 'text', said: saidBy(body) }
}

type Parsed = { value: object }

/** Objects and lists only: an answer is never a bare number or text. */
function parsed(text: string): Parsed | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { value } : null
  } catch {
    return null
  }
}

/** The value that ends the text, or the longest: a notice may hold brackets of its own. */
function standsIn(body: string): Parsed | null {
  let best: (Parsed & { length: number }) | null = null
  let start = nextOpening(body, 0)
  for (let tried = 0; start >= 0 && tried < MOST_STARTS; tried++) {
    const end = standsAlone(body, start) ? closing(body, start) : -1
    const found = end > 0 && !/^\s*[,:\]}]/.test(body.slice(end, end + 20)) ? parsed(body.slice(start, end)) : null
    if (found && end === body.length) return found
    if (found && end - start > (best?.length ?? 0)) best = { ...found, length: end - start }
    start = nextOpening(body, found ? end : start + 1)
  }
  return best
}

function nextOpening(body: string, from: number): number {
  const found = body.slice(from).search(/[[{]/)
  return found < 0 ? -1 : from + found
}

/** Not a part of a larger value that was cut off. */
const standsAlone = (body: string, at: number) => !/[[{,:]\s*$/.test(body.slice(Math.max(0, at - 20), at))

/** Where the value that opens there is closed; -1 when it is not. */
function closing(body: string, start: number): number {
  let depth = 0
  let inText = false
  for (let at = start; at < body.length; at++) {
    const sign = body[at]
    if (inText) {
      if (sign === '\\') at++
      else if (sign === '"') inText = false
    } else if (sign === '"') inText = true
    else if (sign === '{' || sign === '[') depth++
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1
  }
  return -1
}

const TITLE = /<title[^>]*>([^<]{1,300})/i

/** The title of a page, or the beginning of its text. */
function saidBy(body: string): string {
  const shown = body.slice(0, 20_000).replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
  const text = TITLE.exec(shown)?.[1] ?? shown.replace(/<[^>]*>/g, ' ')
  return plainText(text).replace(/\s+/g, ' ').slice(0, SAID_LENGTH).trim()
}
