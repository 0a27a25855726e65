import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLanguage } from '../../../platform/web/language.ts'
import { writeSearch } from '../../../platform/web/search-params.ts'

/** Papers of orders and deliveries: where one is, and how several are fetched. */
export function usePaper() {
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const notify = useNotify()
  const asked = { company, inLanguage }
  return {
    address: (path: string, more: Record<string, string> = {}) => `/api${path}${writeSearch({ ...asked, ...more })}`,
    fetch: (path: string, more: Record<string, string> = {}) =>
      void download(path, { ...asked, ...more }).catch(notify.failed),
  }
}
