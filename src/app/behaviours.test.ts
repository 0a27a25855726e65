import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Statements of the documents that this program follows, from the first to the last. */
const FOLLOWED: [prefix: string, first: number, last: number][] = [
  ['ABO', 1, 84],
  ['X', 1, 33],
  ['CIR', 1, 19],
  ['CIR', 23, 23],
  ['REC', 1, 34],
  ['SUI', 1, 29],
  ['INT', 1, 35],
  ['X', 34, 47],
  ['X', 48, 57],
  ['X', 58, 69],
  ['M', 1, 2],
  ['M', 10, 11],
]
/** Those that no test holds, and why. */
const UNTESTED: Record<string, string> = {
  'ABO-4': 'an extension of the shop, outside this program',
  'ABO-5': 'what a seller records in the shop before moving in',
  'ABO-6': 'sales made in the shop',
  'X-26': 'names of menus, which the map of screens settles',
  'X-27': 'a wrong date in a table of versions: no rule follows',
  'X-30': 'a number glued to a word by a capture: ignored',
  'X-48': 'a slip in the name of a menu, which the map of screens settles',
  'SUI-2': 'what the screen is for',
  'SUI-4': 'names of menus, which the map of screens settles',
  'INT-12': 'names of two buttons, which the map of screens settles',
  'INT-29': 'names of menus, which the map of screens settles',
  'INT-31': 'a box that nobody explains: X-45 says what stands in its place',
  'INT-35': 'names of buttons, which the map of screens settles',
  'SUI-27': 'a menu of the table, which its screen holds',
}

/** A sentence where a test is named: after `it(`, or alone on its line below a table of cases. */
const TITLE = /(?:\b(?:describe|it|test)(?:\.\w+)*\(|^)\s*(['"`])([^\s'"`]+ .+?)\1/gm
const ID = /\b(ABO|X|CIR|M|REC|SUI|INT)-(\d+)(?: to \1-(\d+))?/g

const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** The ids a name of a test begins with, `ABO-20 to ABO-22` being three. */
const idsIn = (title: string) =>
  [...title.matchAll(ID)].flatMap(([, prefix, first, last]) =>
    numbers(Number(first), Number(last ?? first)).map(number => `${prefix}-${number}`),
  )

const named = new Set(
  globSync('src/**/*.test.ts').flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(TITLE)].flatMap(([, , title]) => idsIn(title!)),
  ),
)
const followed = FOLLOWED.flatMap(([prefix, first, last]) => numbers(first, last).map(number => `${prefix}-${number}`))

describe('the statements of the documents', () => {
  it('each name a test, but those that none holds', () => {
    expect(followed.filter(id => !named.has(id) && !UNTESTED[id])).toEqual([])
  })

  it('are not called untested once a test names them', () => {
    expect(Object.keys(UNTESTED).filter(id => named.has(id) || !followed.includes(id))).toEqual([])
  })
})
