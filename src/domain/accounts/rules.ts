import { textKey } from '../../values/text-key.ts'

export const ROLES = ['administrator', 'manager', 'operator', 'accountant', 'reader'] as const
export type Role = (typeof ROLES)[number]

/** Every right there is: the noun of the slice, then what may be done with it. */
export const RIGHTS = [
  'accounts.read',
  'accounts.write',
  'audit.read',
  'parties.read',
  'parties.write',
  'catalog.read',
  'catalog.write',
  'invoicing.read',
  'invoicing.write',
  'journal.read',
  'journal.write',
  'payments.read',
  'payments.write',
  'debits.read',
  'debits.write',
  'books.read',
  'books.write',
  'subscriptions.read',
  'subscriptions.write',
  'contracts.read',
  'contracts.write',
  'dispatch.read',
  'dispatch.write',
  'orders.read',
  'orders.write',
  'tracking.write',
  'exchange.read',
  'exchange.write',
  'work.read',
  'messaging.read',
  'messaging.write',
  'retention.read',
  'retention.write',
  'shops.read',
  'shops.write',
  'imports.read',
  'imports.write',
] as const
export type Right = (typeof RIGHTS)[number]

const CLOSED_TO_READERS: readonly Right[] = ['accounts.read', 'messaging.read', 'imports.read', 'retention.read']
const reading = RIGHTS.filter(right => right.endsWith('.read') && !CLOSED_TO_READERS.includes(right))

const BY_ROLE: Record<Role, ReadonlySet<string>> = {
  administrator: new Set(RIGHTS),
  manager: new Set(RIGHTS.filter(right => right !== 'accounts.write')),
  operator: new Set([
    ...reading,
    'parties.write',
    'invoicing.write',
    'payments.write',
    'debits.write',
    'subscriptions.write',
    'contracts.write',
    'dispatch.write',
    'orders.write',
    'tracking.write',
    'exchange.write',
  ]),
  accountant: new Set([
    ...reading,
    'invoicing.write',
    'payments.write',
    'debits.write',
    'books.write',
    'journal.write',
    'parties.write',
  ]),
  reader: new Set(reading),
}

/** What a role may do in its company. */
export const rightsOf = (role: Role): ReadonlySet<string> => BY_ROLE[role]

/** What a key may do: what it was given and its owner may still do. */
export const rightsOfKey = (given: readonly string[], role: Role): ReadonlySet<string> =>
  rightsOf(role).intersection(new Set(given))

/** `Valérie Garnier` stamps `VG`: the first letters of at most three words. */
export const initialsOf = (name: string): string =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? ['X'])
    .slice(0, 3)
    .map(word => [...word][0]!.toUpperCase())
    .join('')

export const PASSWORD_MIN_LENGTH = 12
export const PASSWORD_MAX_LENGTH = 128

/** First words of a path that no company may take as its slug. */
const RESERVED_SLUGS: readonly string[] = [
  'account',
  'api',
  'assets',
  'companies',
  'healthz',
  'metrics',
  'readyz',
  'sign-in',
  'suivi',
  'welcome',
]

export const isReserved = (slug: string): boolean => RESERVED_SLUGS.includes(slug)

/** `Éditions du Lac` has the address `editions-du-lac`. */
export const slugOf = (name: string): string =>
  textKey(name).toLowerCase().replaceAll(' ', '-').slice(0, 50).replace(/-$/, '') || 'company'
