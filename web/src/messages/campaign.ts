// Texts of campaigns, fetched with their pages.
import {en} from './campaign_en';
import {type CampaignMessages, fr} from './campaign_fr';
import {currentLanguage} from './index';

export type {CampaignMessages};

export function campaignMessages(): CampaignMessages {
  return currentLanguage() === 'fr' ? fr : en;
}
