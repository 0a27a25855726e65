/** One envelope as a mailing file sees it; `copies` are those inside, all parcels of it counted. */
export type FileRow = {
  number: number
  purchaseNumber: number
  issueId: string
  contactNumber: number
  honorific: string
  firstName: string
  lastName: string
  legalName: string
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: string
  email: string
  copies: number
  issueNumber: string
  lastIssueNumber: string
  insertCode: string
}

/** How a purchase stands on an envelope when it is not paid for oneself; never its price. */
export const NATURE_MARKS: Record<string, string> = {
  paid: '',
  gift: 'CADEAU',
  press: 'PRESSE',
  complimentary: 'GRATUIT',
  exchange: 'ECHANGE',
  'legal-deposit': 'DEPOT LEGAL',
  contributor: 'AUTEUR',
  advertiser: 'ANNONCEUR',
}

/** How a part of a file is called in its name; a country by its code. */
export const PART_NAMES: Record<string, string> = {
  france: 'france',
  abroad: 'etranger',
  last: 'dernier-numero',
  more: 'en-cours',
  single: 'un-exemplaire',
  parcel: 'colis',
}
