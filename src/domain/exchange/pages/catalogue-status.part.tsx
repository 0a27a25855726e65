import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { catalogueLabels } from '../labels/catalogues.ts'
import type { PartnerCatalogueState, Verdict } from '../rules/catalogue.ts'

const STATES: Record<PartnerCatalogueState, Tone> = { proposed: 'warning', applied: 'good', left: 'off' }

/** Whether a catalogue waits for somebody. */
export function CatalogueStatus({ of }: { of: PartnerCatalogueState }) {
  return <Status of={STATES[of]} label={useLabels(catalogueLabels).states[of]} />
}

const VERDICTS: Record<Verdict, Tone> = {
  new: 'coming',
  changed: 'warning',
  same: 'good',
  'only-here': 'off',
  conflict: 'bad',
}

/** How a product of a catalogue stands to those here. */
export function VerdictStatus({ of }: { of: Verdict }) {
  return <Status of={VERDICTS[of]} label={useLabels(catalogueLabels).verdicts[of]} />
}
