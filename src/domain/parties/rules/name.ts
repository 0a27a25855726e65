import { textKey } from '../../../values/text-key.ts'

export const KINDS = ['person', 'organisation'] as const
export type Kind = (typeof KINDS)[number]

export const HONORIFICS = ['', 'M.', 'Mme'] as const
export type Honorific = (typeof HONORIFICS)[number]

export const ROLES = ['customer', 'supplier', 'mailing-house', 'agency'] as const
export type Role = (typeof ROLES)[number]

export const MARKETING = ['allowed', 'objected'] as const
export type Marketing = (typeof MARKETING)[number]

export type Named = { kind: Kind; lastName: string; firstName: string; legalName: string }

/** How a directory writes the name: `Dupont Jean`, or the legal name of an organisation; whatever is there if one is missing. */
export function directoryName({ kind, lastName, firstName, legalName }: Named): string {
  const person = `${lastName} ${firstName}`.trim()
  return kind === 'organisation' ? legalName || person : person || legalName
}

/** The name in plain capitals for sorting; the number stands in for a name that has neither letter nor digit. */
export const sortName = (party: Named & { number: number }): string =>
  textKey(directoryName(party)) || String(party.number)

/** Whether nothing at all names the party. */
export const isNameless = (party: Named): boolean => directoryName(party).trim() === ''
