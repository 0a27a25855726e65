/** What a file says of a debtor and the mandate, kept with the debit once it is handed over, so that the file is the same for ever. */
export type FrozenMandate = {
  reference: string
  signedOn: string
  name: string
  lines: string
  postcode: string
  town: string
  country: string
  bic: string
  sealedIban: string
  /** What was before, told to the bank with the first collection after an amendment. */
  amended: {
    /** Of the amendments that this tells; missing in what was handed over before they were kept. */
    ids?: string[]
    oldReference: string | null
    oldSealedIban: string | null
    sameBank: boolean
    oldCreditorId: string | null
    oldCreditorName: string | null
  } | null
}

/** Who collects, and where the money comes in, as a file says it. */
export type FrozenCreditor = { name: string; creditorId: string; iban: string; bic: string }
