import { contractsContract } from '../../domain/contracts/contract.ts'
import { invoicingContract } from '../../domain/invoicing/contract.ts'
import { partiesContract } from '../../domain/parties/contract.ts'
import { directoryName } from '../../domain/parties/rules/name.ts'
import { singleIssuesContract, subscriptionsContract } from '../../domain/subscriptions/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import type { FindRecords, Found } from '../../platform/web/shell/palette.tsx'

const parties = apiOf('parties', partiesContract)
const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)
const invoices = apiOf('invoicing', invoicingContract)
const contracts = apiOf('contracts', contractsContract)
const MOST = 6

type Purchase = { id: string; number: number; lastName: string; firstName: string; legalName: string; label: string }

const purchase =
  (group: string, path: string) =>
  ({ id, number, lastName, firstName, legalName, label }: Purchase): Found => ({
    key: id,
    group,
    label: `${number} · ${`${lastName} ${firstName}`.trim() || legalName}`,
    hint: label,
    to: `${path}/${id}`,
  })

/** The records people look for by name or number, in every slice the user may read. */
export function findRecords(
  groups: { contacts: string; subscriptions: string; singleIssues: string; invoices: string; contracts: string },
  may: (right: string) => boolean,
  path: (to: string) => string,
): FindRecords {
  return async (search, signal) => {
    const asked = { search, limit: MOST }
    const found = await Promise.allSettled([
      may('parties.read')
        ? parties.list.call(asked, { signal }).then(({ rows }) =>
            rows.map(
              (party): Found => ({
                key: party.id,
                group: groups.contacts,
                label: `${party.number} · ${directoryName(party)}`,
                hint: `${party.postcode} ${party.town}`.trim(),
                to: path(`contacts/${party.id}`),
              }),
            ),
          )
        : [],
      may('subscriptions.read')
        ? subscriptions.list
            .call(asked, { signal })
            .then(({ rows }) => rows.map(purchase(groups.subscriptions, path('subscriptions'))))
        : [],
      may('subscriptions.read')
        ? singleIssues.list
            .call(asked, { signal })
            .then(({ rows }) => rows.map(purchase(groups.singleIssues, path('single-issues'))))
        : [],
      may('invoicing.read')
        ? invoices.list.call(asked, { signal }).then(({ rows }) =>
            rows.map(
              ({ id, number, customer }): Found => ({
                key: id,
                group: groups.invoices,
                label: `${number} · ${customer}`,
                to: path(`invoices/${id}`),
              }),
            ),
          )
        : [],
      may('contracts.read')
        ? contracts.list.call(asked, { signal }).then(({ rows }) =>
            rows.map(
              ({ id, number, title, customer }): Found => ({
                key: id,
                group: groups.contracts,
                label: `${number} · ${title}`,
                hint: customer,
                to: path(`contracts/${id}`),
              }),
            ),
          )
        : [],
    ])
    return found.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
  }
}
