import { apiOf } from '../../../platform/web/api.ts'
import type { LookupSource } from '../../../platform/web/filters/filter-types.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { singleIssuesContract, subscriptionsContract } from '../../subscriptions/contract.ts'
import { runsContract } from '../contract.ts'

type Purchase = { id: string; number: number; lastName: string; firstName: string; legalName: string; label: string }

const asOption = ({ id, number, lastName, firstName, legalName, label }: Purchase) => ({
  value: id,
  label: `${number} · ${`${lastName} ${firstName}`.trim() || legalName}`,
  hint: label,
})
const subscriptions = lookupSource('subscriptions', apiOf('subscriptions', subscriptionsContract), asOption)
const singleIssues = lookupSource('singleIssues', apiOf('singleIssues', singleIssuesContract), asOption)

/** Finds a purchase of either kind by number or name. */
export const purchaseLookup: LookupSource = {
  key: ['purchases', 'lookup'],
  search: async (text, signal) => {
    const found = await Promise.all([subscriptions.search(text, signal), singleIssues.search(text, signal)])
    return found.flat()
  },
  named: (id, signal) => subscriptions.named(id, signal).catch(() => singleIssues.named(id, signal)),
}

const runs = apiOf('runs', runsContract)

/** Finds a run by number or label, the newest first. */
export const runLookup = (format: { day(iso: string): string }): LookupSource =>
  lookupSource('runs', runs, run => ({
    value: run.id,
    label: `${run.number} · ${run.label}`,
    hint: format.day(run.dispatchedOn),
  }))
