import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { connectionWords } from '../labels/connection.ts'
import { type Shop, shopRecords } from './shop-api.part.ts'

/** Deletes a shop that never sold. */
export function RemoveShop({ of: { id } }: { of: Shop }) {
  const words = useLabels(connectionWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const remove = useMutation(
    shopRecords.remove.mutationOptions({
      onSuccess: async () => {
        notify.done(words.removed)
        await navigate({ to: path('shop-connections') }) // before all that is shown is read again: the shop is gone
        refresh()
      },
      onError: notify.failed,
      onSettled: () => setAsking(false),
    }),
  )
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Confirm
        opened={asking}
        title={words.removeTitle}
        text={words.removeText}
        action={words.remove}
        danger
        working={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
