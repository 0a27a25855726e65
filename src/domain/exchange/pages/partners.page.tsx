import { useMemo, useState } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import { PARTNER_STATES } from '../rules/states.ts'
import { type PartnerRow, partners } from './exchange-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'
import { PartnerForm } from './partner.form.tsx'
import { PartnerPanel } from './partner-panel.part.tsx'
import { PartnerStatus } from './sent-status.part.tsx'

/** Contacts that orders are exchanged with, and how far each is trusted. Source. */
export function PartnersPage() {
  const words = useLabels(exchangeWords)
  const { partnerColumns, partnerStates } = useLabels(exchangeLabels)
  const format = useFormat()
  const [making, setMaking] = useState(false)
  const make = { label: words.newPartner, right: 'exchange.write', run: () => setMaking(true) }
  return (
    <>
      <ListPage
        title={words.title}
        name="partners"
        source={partners}
        counted={count => format.many(count, words.partnerOne, words.partnerMany)}
        columns={useColumns()}
        filters={[
          {
            kind: 'choice',
            single: true,
            key: 'state',
            label: partnerColumns.state,
            options: PARTNER_STATES.map(value => ({ value, label: partnerStates[value] })),
          },
        ]}
        tabs={useExchangeTabs('partners')}
        searchPlaceholder={words.searchPartner}
        exportPath="/partners/export"
        empty={{ text: words.noPartner, action: make }}
        mainAction={make}
        panel={id => <PartnerPanel key={id} id={id} />}
        rowName={({ party }) => party}
      />
      {making && <PartnerForm onClose={() => setMaking(false)} />}
    </>
  )
}

function useColumns(): ListColumn<PartnerRow>[] {
  const { partnerColumns: columns, partnerStates, pricePolicies } = useLabels(exchangeLabels)
  return useMemo(
    () => [
      { key: 'party', header: columns.party, width: 200, grow: true, sort: true, phone: 1 },
      { key: 'address', header: columns.address, width: 240, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 170,
        cell: ({ state }) => <PartnerStatus of={state} />,
        text: ({ state }) => partnerStates[state],
        phone: 'end',
      },
      { key: 'pricePolicy', header: columns.pricePolicy, width: 180, text: row => pricePolicies[row.pricePolicy] },
      { key: 'sentCount', header: columns.sentCount, kind: 'integer', width: 90 },
      { key: 'receivedCount', header: columns.receivedCount, kind: 'integer', width: 90 },
    ],
    [columns, partnerStates, pricePolicies],
  )
}
