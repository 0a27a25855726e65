/** Why a document of a shop is not understood; the fault says where in it and what stood there. */
export const FAULTS = [
  'notADocument', // no object at all
  'errorInstead', // the shop says why it has none
  'missing',
  'notAnIdentifier',
  'notAnAmount',
  'notAQuantity',
  'notAnInstant',
  'notACurrency',
  'notAList',
  'notAText',
  'tooLong',
  'rateUnknown', // a tax whose rate stands nowhere in the document
  'sameTwice', // two lines or refunds of one id
  'nothingRefunded',
  'fewColumns', // a file that lacks what an order needs
] as const
export type FaultCode = (typeof FAULTS)[number]
