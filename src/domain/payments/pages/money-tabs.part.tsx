import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import type { PaymentState } from '../rules/state.ts'

const TABS = ['payments', 'cheque-deposits', 'bank-accounts'] as const

/** The views of money that comes in: payments, cheques brought to the bank, and where it is. */
export function useMoneyTabs(active: (typeof TABS)[number]) {
  const words = useLabels(paymentsWords)
  const path = useCompanyPath()
  const labels = { payments: words.payments, 'cheque-deposits': words.deposits, 'bank-accounts': words.accounts }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}

/** The views of what customers owe. */
export function useBalanceTabs(active: 'ageing' | 'account-statement') {
  const words = useLabels(paymentsWords)
  const path = useCompanyPath()
  return [
    { label: words.ageing, to: path('ageing'), active: active === 'ageing' },
    { label: words.statement, to: path('account-statement'), active: active === 'account-statement' },
  ]
}

const TONES: Record<PaymentState, Tone> = { open: 'warning', partial: 'coming', allocated: 'good', undone: 'off' }
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function PaymentStatus({ of }: { of: PaymentState }) {
  return <Status of={TONES[of]} label={capital(useLabels(paymentsLabels).states[of])} />
}
