/** What keeps a shop from answering, by what a person can do about it. Source: W-28. */
export const SHOP_FAILURES = [
  'addressUnknown', // no such name
  'unreachable', // nobody listens there
  'timeout',
  'noHttps', // something else than https answers there
  'tls', // the certificate
  'redirected', // the address leads to another one, where keys do not follow
  'notAShop', // an answer, but not of a shop
  'noWooCommerce', // WordPress, where WooCommerce is not switched on
  'notJson', // a page instead of data
  'wrongKey',
  'noRight', // the key may not do that
  'blocked', // a protection in front of the shop
  'clock', // where nothing is encrypted, clocks too far apart make every signature wrong
  'tooManyRequests',
  'unavailable', // 5xx, maintenance
  'keyUnreadable', // sealed under another secret: to be typed again
  'other',
] as const
export type ShopFailure = (typeof SHOP_FAILURES)[number]

/** How it stands with a shop, worst first. */
export const HEALTH_STATES = ['failing', 'quiet', 'loading', 'fine', 'byFile', 'unconnected', 'off'] as const
export type HealthState = (typeof HEALTH_STATES)[number]

/** What works and yet wants to be looked at. */
export const HEALTH_WARNINGS = [
  'plainHttp', // orders travel in the clear
  'headerStripped', // the host takes the key out of its header: it goes in the address
  'notices', // PHP writes its notices into the answers
  'readOnlyKey', // no notifications can be created, no note written
  'hooksMissing', // it is only asked, once a minute
  'hooksRepaired', // one failure more disables them again
  'deliveriesWait',
] as const
export type HealthWarning = (typeof HEALTH_WARNINGS)[number]
