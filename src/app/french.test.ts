import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Every file with words in two languages, but for screens, and for what the documents themselves name: runs. */
const files = globSync('src/**/*.ts')
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !/\.test\.ts$|\/run-label\.ts$/.test(file) && /\blabels\(|\bfr: /.test(readFileSync(file, 'utf8')))
  .sort()

type Text = { language: string; text: string }
const texts = (
  await Promise.all(
    files.map(async file => textsOf(Object.values(await import(resolve(file)))).map(found => ({ file, ...found }))),
  )
).flat()
const french = texts.filter(({ language }) => language === 'fr')
const english = texts.filter(({ language }) => language === 'en')

describe('French words on screen', () => {
  test('are found in every file that has some', () => {
    expect(files.length).toBeGreaterThan(60)
    expect(french.length).toBeGreaterThan(2000)
  })

  test('have a no-break space before a colon', () => {
    expect(french.filter(({ text }) => /(?<!\u00a0):(?=\s|$)/.test(text))).toEqual([])
  })

  test('have a narrow no-break space before ; ! ? and inside « »', () => {
    expect(
      french.filter(({ text }) =>
        /(?<=[\p{L}\d…»]\s?)(?<!\u202f)[;!?](?=[\s»)]|$)|«(?!\u202f)|(?<!\u202f)»/u.test(text),
      ),
    ).toEqual([])
  })

  test('have a no-break space between n° and its number', () => {
    expect(french.filter(({ text }) => /n°(?: ?[…\d]|[\p{L}\u202f])/iu.test(text))).toEqual([])
  })
})

describe('English words on screen', () => {
  test('have no space before punctuation', () => {
    expect(english.length).toBeGreaterThan(2000)
    expect(english.filter(({ text }) => /[\p{L}\d…”][\s\u00a0\u202f][:;!?](?=\s|$)/u.test(text))).toEqual([])
  })
})

test('screens leave punctuation to their words', () => {
  const screens = globSync('src/**/*.tsx').filter(file => /\\u00a0:|\\u202f[;!?]/.test(readFileSync(file, 'utf8')))
  expect(screens).toEqual([])
})

/** All that stands under `fr` and `en`, at any depth; what a function puts in stands as …. */
function textsOf(value: unknown, language?: string): Text[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) =>
      textsOf(part, language ?? (['fr', 'en'].includes(key) ? key : undefined)),
    )
  if (!language) return []
  if (typeof value === 'function') return literalsOf(value.toString()).map(text => ({ language, text }))
  return typeof value === 'string' ? [{ language, text: value }] : []
}

/** The texts between quotes in the source of a function, those inside ${} too. */
function literalsOf(source: string): string[] {
  const found: string[] = []
  readUntil(source, 0, '', found)
  return found
}

/** Reads code up to the bracket that closes it and keeps the texts it meets; says where it stopped. */
function readUntil(source: string, start: number, end: string, found: string[]): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const char = source[at]!
    if (char === end && depth === 0) return at
    if (char === '{') depth++
    if (char === '}') depth--
    if (`'"\``.includes(char)) at = readText(source, at, found)
  }
  return source.length
}

function readText(source: string, start: number, found: string[]): number {
  const quote = source[start]!
  let text = ''
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === quote) {
      found.push(text)
      return at
    }
    if (quote === '`' && source.startsWith('${', at)) {
      text += '…'
      at = readUntil(source, at + 2, '}', found)
    } else if (source[at] === '\\') {
      const escaped = /^\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/is.exec(source.slice(at))!
      const code = escaped[1] ?? escaped[2]
      text += code ? String.fromCharCode(Number.parseInt(code, 16)) : escaped[3] === 'n' ? '\n' : escaped[3]
      at += escaped[0].length - 1
    } else text += source[at]
  }
  throw new Error(`unclosed text in ${source}`)
}
