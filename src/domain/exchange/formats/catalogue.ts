import { z } from 'zod'
import { PRICE_BASES } from '../../catalog/rules/price.ts'
import { PRODUCT_KINDS } from '../../catalog/rules/product-code.ts'
import { SUPPLIES, TAX_CLASSES } from '../../catalog/rules/tax.ts'
import type { Catalogue, CatalogueProduct } from '../rules/catalogue.ts'
import { type ExchangeFault, Unread } from '../rules/faults.ts'

export const CATALOGUE_FILE = 'facteur-catalogue.json'
const CATALOGUE_VERSION = 1
const MOST_PRODUCTS = 50_000
/** Some 600 bytes a product, all of it said. */
export const MOST_CATALOGUE_BYTES = 30 * 1024 * 1024
const MOST_COMPONENTS = 20
const MOST_TEXT = 200
const MOST_CENTS = 100_000_000

/** One line of text: what a database cannot keep, and what moves a line, is refused. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'control characters')
    .refine(said => said.trim() === said, 'spaces around it')
const code = (most: number) =>
  text(most).refine(said => said !== '' && said.toUpperCase() === said, 'capitals, not empty')
const cents = z.int().min(0).max(MOST_CENTS)

const component = z.object({
  code: code(40),
  weightCents: cents
    .min(1)
    .nullable()
    .default(null)
    .describe('its part of the key by which the price is split, with tax; null: its own price'),
})

/** A product; what stands at its default is left out. */
const product = z.object({
  code: code(40),
  label: text(MOST_TEXT).min(1),
  kind: z.enum(PRODUCT_KINDS).default('other'),
  family: text(MOST_TEXT).default(''),
  brand: text(MOST_TEXT).default(''),
  gtin: z
    .string()
    .regex(/^(\d{13})?$/)
    .default('')
    .describe('thirteen digits'),
  title: z
    .union([z.literal(''), code(40)])
    .default('')
    .describe('code of the magazine or box it sells'),
  issue: text(40).default('').describe('number of the issue it sells'),
  latestIssue: z.boolean().default(false).describe('it sells the latest issue of the day'),
  offerCode: text(10).default(''),
  termMonths: z.int().min(1).max(999).nullable().default(null),
  issuesDue: z.int().min(1).max(999).nullable().default(null).describe('null: as many as come out during the term'),
  servedBy: z.enum(['date', 'issue']).nullable().default(null),
  priceBasis: z.enum(PRICE_BASES).default('net').describe('whether the price is with tax (gross) or without (net)'),
  priceCents: cents.describe('in cents of a euro'),
  taxClass: z
    .enum(TAX_CLASSES)
    .nullable()
    .default(null)
    .describe('says the rate by territory and day; null: the rate said, everywhere'),
  vatRateBps: z.int().min(0).max(10_000).nullable().default(null).describe('2000 is 20 %; null: a bundle'),
  supply: z.enum(SUPPLIES).default('goods'),
  archivedOn: z.iso.date().nullable().default(null).describe('sold until that day; null: on sale'),
  components: z.array(component).max(MOST_COMPONENTS).default([]).describe('what a bundle is made of'),
})

/** The catalogue message, version 1. Fields that are not known are passed over, so that later ones can be added. */
export const catalogueSchema = z
  .object({
    facteur: z.literal('catalogue'),
    version: z.literal(CATALOGUE_VERSION),
    asOf: z.iso.date().describe('the day whose compositions it holds'),
    site: z.guid().describe('who wrote it, as its signature says'),
    name: text(MOST_TEXT),
    currency: z.literal('EUR'),
    families: z.array(text(MOST_TEXT).min(1)).max(1000).default([]).describe('chosen families; none: every product'),
    products: z.array(product).max(MOST_PRODUCTS),
  })
  .describe('What a company sells, as its partners may take it over')

type Written = z.output<typeof product>
const {
  code: _code,
  label: _label,
  priceCents: _price,
  ...DEFAULTS
} = product.parse({ code: 'A', label: 'A', priceCents: 0 })
const isSaid = (name: string, value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== (DEFAULTS as Record<string, unknown>)[name]
const ORDER = Object.keys(product.shape) as (keyof CatalogueProduct)[]

/** As it can be read again: one line, no longer than a reader takes. */
const oneLine = (said: string) =>
  said
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .slice(0, MOST_TEXT)
    .trim()

/** A product a line, in the order of codes: the same products give the same bytes, and two catalogues compare line by line. */
export function writeCatalogue({ asOf, site, name, families, products }: Catalogue): Buffer {
  const head = { facteur: 'catalogue', version: CATALOGUE_VERSION, asOf, site, name: oneLine(name), currency: 'EUR' }
  const opening = JSON.stringify({
    ...head,
    ...(families.length > 0 ? { families: families.map(oneLine).toSorted() } : {}),
  })
  const lines = products.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(lineOf)
  return Buffer.from(`${opening.slice(0, -1)},"products":[\n${lines.join(',\n')}\n]}\n`)
}

function lineOf(product: CatalogueProduct): string {
  const said = ORDER.map(name => [name, product[name]] as const).filter(([name, value]) => isSaid(name, value))
  return JSON.stringify(
    Object.fromEntries(said.map(([name, value]) => [name, typeof value === 'string' ? oneLine(value) : value])),
  )
}

/** Whether a file says that it is a catalogue, whatever else is wrong with it. */
export const isCatalogue = (content: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*\{\s*"facteur"\s*:\s*"catalogue"/.test(Buffer.from(content.subarray(0, 200)).toString('latin1'))

/** What a catalogue says, or what is wrong with it and where: `products.12.priceCents`. Never throws. */
export function readCatalogue(content: Uint8Array): { catalogue: Catalogue } | { fault: ExchangeFault } {
  try {
    return { catalogue: read(content) }
  } catch (error) {
    if (error instanceof Unread) return { fault: error.fault }
    throw error
  }
}

function read(content: Uint8Array): Catalogue {
  if (content.length > MOST_CATALOGUE_BYTES) throw new Unread('exchange.catalogueTooLarge')
  const given = parsed(textOf(content))
  const { facteur, version } = given
  if (facteur !== 'catalogue') throw new Unread('exchange.notACatalogue', 'facteur', String(facteur ?? ''))
  if (version !== CATALOGUE_VERSION) throw new Unread('exchange.catalogueVersion', 'version', String(version))
  const result = catalogueSchema.safeParse(given)
  if (!result.success) {
    const { path } = result.error.issues[0]!
    throw new Unread('exchange.catalogueField', path.join('.'), foundAt(given, path))
  }
  const { asOf, site, name, families, products } = result.data
  refuseTwice(products)
  refuseUnsound(products)
  return { asOf, site, name, families, products }
}

function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new Unread('exchange.notUtf8')
  }
}

function parsed(text: string): Record<string, unknown> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    const [, at = ''] = /position (\d+)/.exec((error as Error).message) ?? []
    throw new Unread('exchange.notJson', at === '' ? '' : placeOf(text, Number(at)))
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Unread('exchange.notACatalogue')
  return given as Record<string, unknown>
}

/** `12:34`: the line and the sign in it, from 1. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}

function foundAt(given: unknown, path: readonly PropertyKey[]): string {
  let found = given
  for (const step of path) found = (found as Record<PropertyKey, unknown> | null | undefined)?.[step]
  return found === undefined ? '' : typeof found === 'string' ? found : JSON.stringify(found)
}

function refuseTwice(products: readonly Written[]) {
  const seen = new Set<string>()
  for (const [at, { code, components }] of products.entries()) {
    const place = `products.${at}`
    if (seen.has(code)) throw new Unread('exchange.catalogueTwice', `${place}.code`, code)
    seen.add(code)
    const inside = new Set<string>()
    for (const [nth, one] of components.entries()) {
      if (inside.has(one.code)) throw new Unread('exchange.catalogueTwice', `${place}.components.${nth}.code`, one.code)
      inside.add(one.code)
    }
  }
}

/** A kind says which fields it has: the others, and what it lacks, are told by their place. */
function refuseUnsound(products: readonly Written[]) {
  for (const [at, product] of products.entries()) {
    const field = unsoundField(product)
    if (field) throw new Unread('exchange.catalogueField', `products.${at}.${field}`, String(product[field] ?? ''))
  }
}

function unsoundField(product: Written): keyof Written | undefined {
  const { kind, title, issue, latestIssue, termMonths, issuesDue, servedBy, vatRateBps, taxClass, components } = product
  const ofTitle = kind === 'subscription' || kind === 'single-issue'
  if (ofTitle !== (title !== '')) return 'title'
  if ((kind === 'single-issue') !== (issue !== '' || latestIssue)) return 'issue'
  if (issue !== '' && latestIssue) return 'latestIssue'
  if ((kind === 'subscription') !== (termMonths !== null)) return 'termMonths'
  if ((kind === 'subscription') !== (servedBy !== null)) return 'servedBy'
  if ((servedBy === 'issue' && issuesDue === null) || (servedBy === null && issuesDue !== null)) return 'issuesDue'
  if (kind === 'bundle' ? components.length < 2 : components.length > 0) return 'components'
  if (kind === 'bundle' && taxClass !== null) return 'taxClass'
  if ((kind === 'bundle') !== (vatRateBps === null)) return 'vatRateBps'
  return undefined
}
