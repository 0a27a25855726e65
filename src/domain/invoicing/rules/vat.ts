import { isEuropeanVatNumber, vatNumberOf } from '../../../values/vat-number.ts'
import { rateOf, type Supply, type TaxClass } from '../../catalog/rules/tax.ts'
import type { Territory, VatCategory } from './document.ts'
import type { Exemption } from './exemptions.ts'
import type { VatScheme } from './seller.ts'

/** The other member states, by the country of an address. */
const MEMBER_STATES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

/** Postcodes of member states that are outside their territory for VAT. Source: Directive 2006/112/CE art. 6. */
const OUTSIDE_THE_UNION: Record<string, RegExp> = {
  DE: /^(27498|78266)$/, // Heligoland, Büsingen
  ES: /^(35|38|51|52)/, // Canary Islands, Ceuta, Melilla
  FI: /^22/, // Åland
  GR: /^6308[67]$/, // Mount Athos
  IT: /^(22061|23030|23041)$/, // Campione, Livigno
}

/** Places that have a code of their own, and are of France or treated as such for VAT. Source: CGI art. 256-0, 294. */
const OF_FRANCE: Record<string, Territory> = {
  MC: 'metropolitan',
  GP: 'dom',
  MQ: 'dom',
  RE: 'dom',
  GF: 'guyane-mayotte',
  YT: 'guyane-mayotte',
}

type Delivery = { country: string; postcode: string; vatNumber: string }

/** Where something is delivered, as VAT sees it. A customer of the Union is a business when it has a VAT number there. */
export function territoryOf({ country, postcode, vatNumber }: Delivery): Territory {
  const code = postcode.replace(/\s/g, '')
  if (country === 'FR') return inFrance(code)
  const french = OF_FRANCE[country]
  if (french) return french
  if (!MEMBER_STATES.has(country) || OUTSIDE_THE_UNION[country]?.test(code)) return 'outside'
  return isEuropeanVatNumber(vatNumber) && !vatNumberOf(vatNumber)!.startsWith('FR') ? 'eu-business' : 'eu'
}

/** By postcode. Saint-Barthélemy and Saint-Martin kept codes of Guadeloupe; what is 975, 977, 978 or 98 is outside. */
function inFrance(postcode: string): Territory {
  if (/^(97133|97150|975|977|978|98[4-9])/.test(postcode)) return 'outside'
  if (/^20/.test(postcode)) return 'corsica'
  if (/^97[124]/.test(postcode)) return 'dom'
  if (/^97[36]/.test(postcode)) return 'guyane-mayotte'
  return 'metropolitan'
}

/** What is sold: null as class means the rate typed, everywhere. */
type Taxed = { taxClass: TaxClass | null; vatRateBps: number; supply: Supply }
type Sale = {
  territory: Territory
  on: string
  scheme: VatScheme
  /** Whether its title may be sold at the press rate that day. */
  pressAllowed: boolean
}

export type Charged = { vatCategory: VatCategory; vatRateBps: number; exemption: Exemption | null }

/**
 * Which VAT a sale bears, or why it may not be: the press rate without registration. Source: L-3, L-8; CGI art. 293 B,
 * 294, 262 I, 262 ter, 259-1°; EN 16931 BT-151. To consumers of the Union French rates hold, below the threshold of
 * distance sales (art. 259 D).
 */
export function vatOf(
  { taxClass, vatRateBps, supply }: Taxed,
  { territory, on, scheme, pressAllowed }: Sale,
): Charged | { fault: 'invoicing.pressWithoutCppap' } {
  if (scheme === 'franchise') return unburdened('E', 'franchise')
  if (taxClass === null) return vatRateBps > 0 ? standard(vatRateBps) : unburdened('Z', null)
  if (taxClass === 'none') return unburdened('E', 'exempt')
  const free = freeIn(territory, supply)
  if (free) return free
  if (taxClass === 'press' && !pressAllowed) return { fault: 'invoicing.pressWithoutCppap' }
  return standard(rateOf(taxClass, territory === 'corsica' || territory === 'dom' ? territory : 'metropolitan', on))
}

const standard = (vatRateBps: number): Charged => ({ vatCategory: 'S', vatRateBps, exemption: null })
const unburdened = (vatCategory: VatCategory, exemption: Exemption | null): Charged => ({
  vatCategory,
  vatRateBps: 0,
  exemption,
})

/** Where no French VAT is charged on what would bear it at home. */
function freeIn(territory: Territory, supply: Supply): Charged | undefined {
  if (territory === 'guyane-mayotte') return unburdened('E', 'overseas')
  if (territory === 'eu-business')
    return supply === 'goods' ? unburdened('K', 'intra-community') : unburdened('AE', 'reverse-charge')
  if (territory === 'outside') return supply === 'goods' ? unburdened('G', 'export') : unburdened('O', 'outside-vat')
  return undefined
}
