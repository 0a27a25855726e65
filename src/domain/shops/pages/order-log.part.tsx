import { useFormat } from '../../../platform/web/format.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import classes from './shops.module.css'

type Event = {
  id: string
  at: string
  createdBy: string
  said: string
  orderId?: string | null
  orderNumber?: string | null
}

/** What happened, the latest first, with when and by whom; orders are named where the log is of a shop. */
export function EventLog({ of, none, ofShop }: { of: readonly Event[]; none: string; ofShop?: boolean }) {
  const format = useFormat()
  if (of.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ol className={classes.log}>
      {of.map(({ id, at, createdBy, said, orderId, orderNumber }) => (
        <li key={id}>
          <span className={classes.when}>
            {format.instant(at)}
            {createdBy && ` · ${createdBy}`}
          </span>
          <span>
            {ofShop && orderId && (
              <>
                <RecordLink to="shop-orders" search={{ open: orderId }}>
                  {orderNumber}
                </RecordLink>{' '}
              </>
            )}
            {said}
          </span>
        </li>
      ))}
    </ol>
  )
}
