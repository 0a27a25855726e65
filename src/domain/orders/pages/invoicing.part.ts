import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { orderWords } from '../labels/screens.ts'
import { deliveries } from './order-api.part.ts'

/** Invoices notes: those of one customer come on one draft. */
export function useInvoicing() {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const notify = useNotify()
  const doing = useDoing()
  return (ids: readonly string[]) =>
    doing(async () => {
      const made = await deliveries.invoice.call({ ids: [...ids] })
      notify.done(words.invoicedDone(made.length), {
        links: made.slice(0, 1).map(({ id }) => ({ to: path(`invoices/${id}`), label: words.showInvoice })),
      })
    })
}
