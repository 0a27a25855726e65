import { randomBytes } from 'node:crypto'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import type { shops } from '../tables/shop.ts'

type Row = Pick<typeof shops.$inferSelect, 'companyId' | 'id'>
type What = 'key' | 'secret' | 'hook'

/** What binds a sealed key to its shop and use: it opens nowhere else. */
const placeOf = ({ companyId, id }: Row, what: What) => `shops ${companyId} ${id} ${what}`

export const sealKey = (shop: Row, what: What, plain: string): string => seal(plain, placeOf(shop, what))

/** The key again; undefined: there is none, or another secret sealed it, as after a restore elsewhere. */
export const openKey = (shop: Row, what: What, sealed: string | null): string | undefined =>
  sealed === null ? undefined : unseal(sealed, placeOf(shop, what))

/** What a shop is to sign its deliveries with. */
export const newHookSecret = (): string => randomBytes(32).toString('hex')
