import { seal, unseal } from '../../../platform/mail/seal.ts'

type Of = { companyId: string; id: string }

/** What binds a sealed account number to its mandate: it opens nowhere else. */
const placeOf = ({ companyId, id }: Of) => `mandates ${companyId} ${id}`

export const sealIban = (mandate: Of, iban: string): string => seal(iban, placeOf(mandate))

/** The number again; undefined when another secret sealed it, as after a restore elsewhere. */
export const openIban = (mandate: Of, sealed: string): string | undefined => unseal(sealed, placeOf(mandate))
