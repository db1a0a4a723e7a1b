// The English words of what is beside the day sheet. They come with it, and not with the sheet.

import { learn } from '../i18n';
import { startEn } from './words.en';

learn(startEn);
