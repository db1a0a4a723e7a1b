// Language, clock, distances and light. Kept on the device, for whoever reads here.

import { prefer, prefs } from '../../data/prefs';
import { LANGUAGES, words } from '../../i18n';
import { Choice } from '../../ui/Choice';

export function Reading() {
  const w = words.value.settings;
  const { language, cycle, units, theme } = prefs.value;
  return (
    <section aria-labelledby="reading">
      <h2 id="reading">{w.reading}</h2>
      <div class="settings-choices">
        <Choice
          label={w.language}
          value={language}
          options={Object.entries(LANGUAGES) as [keyof typeof LANGUAGES, string][]}
          onChoose={(next) => prefer({ language: next })}
        />
        <Choice
          label={w.clock}
          value={cycle}
          options={[
            ['24', '19:30'],
            ['12', '7:30 pm'],
          ]}
          onChoose={(next) => prefer({ cycle: next })}
        />
        <Choice
          label={w.distances}
          value={units}
          options={[
            ['km', w.kilometres],
            ['mi', w.miles],
          ]}
          onChoose={(next) => prefer({ units: next })}
        />
        <Choice
          label={w.theme}
          value={theme}
          options={[
            ['system', w.themeSystem],
            ['light', w.themeLight],
            ['dark', w.themeDark],
          ]}
          onChoose={(next) => prefer({ theme: next })}
        />
      </div>
    </section>
  );
}
