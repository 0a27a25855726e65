import { apiOf } from '../../../platform/web/api.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { partiesContract } from '../contract.ts'
import { directoryName } from '../rules/name.ts'

/** Finds a contact by name, postcode, mail or number. */
export const contactLookup = lookupSource('parties', apiOf('parties', partiesContract), party => ({
  value: party.id,
  label: directoryName(party),
  hint: 'town' in party ? `${party.number} · ${party.postcode} ${party.town}` : String(party.number),
}))
