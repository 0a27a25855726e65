import type { VatCategory } from './document.ts'
import type { Paper } from './paper.ts'

/** Why no VAT is charged; each has a text on the paper, and some a code (BT-121). */
const EXEMPTIONS = [
  'franchise',
  'reverse-charge',
  'intra-community',
  'export',
  'overseas',
  'exempt',
  'outside-vat',
] as const
export type Exemption = (typeof EXEMPTIONS)[number]

/** Source: code list VATEX of EN 16931. */
export const EXEMPTION_CODES: Record<Exemption, string> = {
  franchise: 'VATEX-FR-FRANCHISE',
  'reverse-charge': 'VATEX-EU-AE',
  'intra-community': 'VATEX-EU-IC',
  export: 'VATEX-EU-G',
  overseas: '',
  exempt: '',
  'outside-vat': 'VATEX-EU-O',
}

/** Why a category bears no VAT on this document; null: it does, or its rate is zero. */
export function exemptionOf(
  category: VatCategory,
  { seller, territory }: Pick<Paper, 'seller' | 'territory'>,
): Exemption | null {
  switch (category) {
    case 'AE':
      return 'reverse-charge'
    case 'K':
      return 'intra-community'
    case 'G':
      return 'export'
    case 'O':
      return territory === 'guyane-mayotte' ? 'overseas' : 'outside-vat'
    case 'E':
      if (seller?.vatScheme === 'franchise') return 'franchise'
      if (territory === 'outside') return 'outside-vat' // beside goods, where O may not stand: BR-O-11
      return territory === 'guyane-mayotte' ? 'overseas' : 'exempt'
    default:
      return null
  }
}
