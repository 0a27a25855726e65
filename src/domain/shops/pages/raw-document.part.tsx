import { Button, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import classes from './shops.module.css'

const api = apiOf('shopOrders', shopOrdersContract)

/** The order as the shop gave it, read when it is opened; what is copied is what came, to the letter. */
export function RawDocument({ id }: { id: string }) {
  const words = useLabels(orderWords)
  const common = useLabels(commonWords)
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery(api.document.queryOptions({ input: { id }, enabled: open }))
  return (
    <details className={classes.raw} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{words.raw}</summary>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {open && !data && !error && <p role="status">{common.loading}</p>}
      {data && (
        <>
          <Group justify="space-between" gap={8} my={6}>
            <span className={classes.none}>{words.rawText}</span>
            <CopyButton value={data.document}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                  onClick={copy}
                >
                  {copied ? common.copied : words.copy}
                </Button>
              )}
            </CopyButton>
          </Group>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard. */}
          <pre tabIndex={0}>{indented(data.document)}</pre>
        </>
      )}
    </details>
  )
}

/** Easier to read; a document that is no JSON is shown as it is. */
function indented(document: string): string {
  try {
    return JSON.stringify(JSON.parse(document), null, 2)
  } catch {
    return document
  }
}
