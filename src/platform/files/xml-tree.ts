import { FileFault } from './read-zip.ts'
import { allTokens, unescaped } from './xml.ts'

/** An element with its text, its attributes as written, and what it holds. */
export type Element = { tag: string; attributes: string; text: string; children: Element[] }

const MAX_DEPTH = 60

/**
 * Reads a document and gives each element of those tags as soon as it is whole, with those it stands in, then lets it go:
 * a file of ten thousand entries holds one at a time.
 */
export function eachElement(
  xml: string,
  tags: readonly string[],
  take: (element: Element, within: readonly Element[]) => void,
) {
  const open: Element[] = [element('', '')]
  for (const token of allTokens(xml)) {
    const top = open.at(-1)!
    if (token.tag === '') {
      if (top.children.length === 0) top.text += token.text
    } else if (token.tag.startsWith('/')) {
      if (open.length === 1 || top.tag !== token.tag.slice(1)) throw new FileFault('xmlBroken')
      open.pop()
      top.text = unescaped(top.text).trim()
      if (tags.includes(top.tag)) take(top, open)
      else open.at(-1)!.children.push(top)
    } else {
      if (open.length > MAX_DEPTH) throw new FileFault('xmlBroken')
      open.push(element(token.tag, token.text))
    }
  }
  if (open.length > 1) throw new FileFault('xmlBroken')
}

const element = (tag: string, attributes: string): Element => ({ tag, attributes, text: '', children: [] })

/** The first element along a path, or undefined. */
export function at(from: Element | undefined, path: string): Element | undefined {
  let found = from
  for (const tag of path.split('/')) found = found?.children.find(child => child.tag === tag)
  return found
}

/** The text along a path; empty when nothing is there. */
export const textAt = (from: Element | undefined, path: string): string => at(from, path)?.text ?? ''

/** Every element of a tag at the end of a path. */
export function allAt(from: Element | undefined, path: string): Element[] {
  let found = from ? [from] : []
  for (const tag of path.split('/')) {
    const within: Element[] = []
    for (const { children } of found) for (const child of children) if (child.tag === tag) within.push(child)
    found = within
  }
  return found
}
