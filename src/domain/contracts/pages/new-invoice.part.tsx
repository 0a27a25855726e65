import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { contractWords } from '../labels/screens.ts'
import { type ContractRow, contractTerms } from './contract-api.part.ts'

/** Makes the invoice of a term as a draft and opens it, to be changed, kept, or issued and paid. Source: REC-27, REC-28. */
export function useNewInvoice() {
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return async (termId: string) => {
    try {
      const { invoiceId } = await contractTerms.invoice.call({ id: termId, into: 'draft' })
      refresh()
      void navigate({ to: path(`invoices/${invoiceId}/edit`) })
    } catch (error) {
      notify.failed(error)
    }
  }
}

/** The first term without an invoice: one whose day has come, else the next. */
async function firstTerm(contractId: string) {
  const first = { contractId, sort: 'startsOn' as const, limit: 1 }
  const [due, next] = await Promise.all([
    contractTerms.list.call({ ...first, state: 'to-invoice' }),
    contractTerms.list.call({ ...first, state: 'planned' }),
  ])
  return due.rows[0] ?? next.rows[0]
}

type FirstTermProps = { of: Pick<ContractRow, 'id' | 'nextOn' | 'toInvoiceCount'>; small?: boolean }

/** *Nouvelle facture* of the first term of a contract that has none. Source: REC-26. */
export function FirstTermButton({ of, small = false }: FirstTermProps) {
  const words = useLabels(contractWords)
  const notify = useNotify()
  const newInvoice = useNewInvoice()
  const [working, setWorking] = useState(false)
  const run = async () => {
    setWorking(true)
    try {
      const term = await firstTerm(of.id)
      if (term) await newInvoice(term.id)
      else notify.refused(words.nothingToInvoice)
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Button
      variant={of.toInvoiceCount > 0 && !small ? 'filled' : 'default'}
      {...(small ? { size: 'compact-sm' } : {})}
      leftSection={<IconFileInvoice size={15} />}
      loading={working}
      disabled={of.nextOn === null && of.toInvoiceCount === 0}
      title={of.nextOn === null && of.toInvoiceCount === 0 ? words.nothingToInvoice : undefined}
      onClick={() => void run()}
    >
      {words.newInvoice}
    </Button>
  )
}
