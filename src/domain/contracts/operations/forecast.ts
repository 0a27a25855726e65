import { operation } from '../../../platform/http/operation.ts'
import { contractForecast } from '../actions/forecast.ts'
import { saveContractSettings } from '../actions/settings.ts'
import { contractForecastContract as forecast, contractSettingsContract as settings } from '../contract/forecast.ts'
import { contractSettingsOf } from '../queries/settings.ts'

export const contractSettingsOperations = {
  get: operation(settings.get, ctx => contractSettingsOf(ctx)),
  save: operation(settings.save, async (ctx, given) => {
    await saveContractSettings(ctx, given)
    return contractSettingsOf(ctx)
  }),
}

export const contractForecastOperations = {
  get: operation(forecast.get, ctx => contractForecast(ctx)),
}
