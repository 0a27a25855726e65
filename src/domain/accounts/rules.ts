export const ROLES = ['administrator', 'manager', 'operator', 'accountant', 'reader'] as const
export type Role = (typeof ROLES)[number]

/** Every right there is: the noun of the slice, then what may be done with it. */
export const RIGHTS = [
  'accounts.read',
  'accounts.write',
  'parties.read',
  'parties.write',
  'catalog.read',
  'catalog.write',
  'invoicing.read',
  'invoicing.write',
  'subscriptions.read',
  'subscriptions.write',
  'dispatch.read',
  'dispatch.write',
  'messaging.read',
  'messaging.write',
] as const
export type Right = (typeof RIGHTS)[number]

const reading = RIGHTS.filter(right => right.endsWith('.read') && right !== 'accounts.read' && right !== 'messaging.read')

const BY_ROLE: Record<Role, readonly Right[]> = {
  administrator: RIGHTS,
  manager: RIGHTS.filter(right => right !== 'accounts.write'),
  operator: [...reading, 'parties.write', 'invoicing.write', 'subscriptions.write', 'dispatch.write'],
  accountant: [...reading, 'invoicing.write', 'parties.write'],
  reader: reading,
}

/** What a role may do in its company. */
export const rightsOf = (role: Role): ReadonlySet<string> => new Set(BY_ROLE[role])
