// Saves each answer as it is typed. The form works without: every section has a button.
// Old phones read this too, so it is written in the JavaScript of 2015.
(function () {
  'use strict';
  var form = document.querySelector('form[data-autosave]');
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var draftsAt = 'buscall' + location.pathname;
  var status = document.createElement('div');
  status.className = 'saving';
  status.setAttribute('role', 'status');
  status.hidden = true;
  document.body.appendChild(status);
  var timers = {};
  var sending = {};

  function say(text) {
    status.textContent = text;
    status.hidden = !text;
  }

  function fieldsOf(box) {
    return box.querySelectorAll('input[name], textarea[name], select[name]');
  }

  function pairs(box) {
    var body = new URLSearchParams();
    var by = form.elements.by;
    if (by) body.append('by', by.value);
    Array.prototype.forEach.call(fieldsOf(box), function (field) {
      if (field.type === 'checkbox' && !field.checked) return;
      body.append(field.name, field.value);
    });
    return body;
  }

  function drafts() {
    try {
      return JSON.parse(localStorage.getItem(draftsAt) || '{}');
    } catch (_) {
      return {};
    }
  }

  function keep(box) {
    var all = drafts();
    var values = {};
    Array.prototype.forEach.call(fieldsOf(box), function (field) {
      // With what the page showed: a draft that is sent a day later must overwrite nobody.
      values[field.name] = field.type === 'checkbox' ? field.checked : field.value;
    });
    all[box.getAttribute('data-key')] = values;
    try {
      localStorage.setItem(draftsAt, JSON.stringify(all));
    } catch (_) { /* a full or closed store loses no more than a page without a script */ }
  }

  function forget(key, sent) {
    var all = drafts();
    // What was typed while this was on its way is still to be sent.
    if (JSON.stringify(all[key]) !== sent) return;
    delete all[key];
    try {
      localStorage.setItem(draftsAt, JSON.stringify(all));
    } catch (_) { /* likewise */ }
  }

  function problem(box, text) {
    var line = box.querySelector('.problem');
    if (!line && text) {
      line = document.createElement('p');
      line.className = 'problem';
      line.setAttribute('role', 'alert');
      box.appendChild(line);
    }
    if (line) line.textContent = text;
    box.classList.toggle('is-wrong', !!text);
  }

  function send(box) {
    var key = box.getAttribute('data-key');
    if (sending[key]) { timers[key] = setTimeout(function () { send(box); }, 500); return; }
    sending[key] = true;
    var sent = JSON.stringify(drafts()[key]);
    say('Saving …');
    fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: pairs(box).toString(),
      credentials: 'same-origin'
    }).then(function (answer) {
      return answer.json().then(function (told) {
        return { ok: answer.ok, status: answer.status, told: told };
      });
    }).then(function (answer) {
      sending[key] = false;
      if (!answer.ok) {
        say(answer.status === 429 ? 'One moment, please: it is saved in a minute.' : answer.told.title);
        if (answer.status === 429) timers[key] = setTimeout(function () { send(box); }, 60000);
        return;
      }
      var wrong = answer.told.problems[0];
      problem(box, wrong ? wrong.rule : '');
      if (!wrong) {
        forget(key, sent);
        box.classList.remove('is-open');
        // What the page shows from now on is what was saved.
        var was = form.elements['w.' + key];
        var said = answer.told.answers || {};
        if (was && Object.prototype.hasOwnProperty.call(said, key)) was.value = JSON.stringify(said[key]);
        var remark = form.elements['r.' + key];
        var shown = form.elements['v.' + key];
        if (remark && shown && remark.value === JSON.parse(sent || '{}')['r.' + key]) shown.value = remark.value;
      }
      say(wrong ? 'One answer could not be read' : answer.told.both_kept ? 'Saved. Somebody else had answered too: both are kept.' : 'Saved');
      setTimeout(function () { say(''); }, 2500);
    }).catch(function () {
      sending[key] = false;
      say('No connection. Your answer is kept on this device.');
    });
  }

  function typed(event) {
    var box = event.target.closest && event.target.closest('.field');
    if (!box) return;
    var key = box.getAttribute('data-key');
    keep(box);
    clearTimeout(timers[key]);
    timers[key] = setTimeout(function () { send(box); }, 900);
  }

  form.addEventListener('input', typed);
  // Older browsers tell of ticks and choices only so.
  form.addEventListener('change', typed);

  function restore() {
    var all = drafts();
    Object.keys(all).forEach(function (key) {
      var box = form.querySelector('.field[data-key="' + key + '"]');
      if (!box) return;
      Array.prototype.forEach.call(fieldsOf(box), function (field) {
        var kept = all[key][field.name];
        if (kept === undefined) return;
        if (field.type === 'checkbox') field.checked = kept;
        else field.value = kept;
      });
      send(box);
    });
  }

  window.addEventListener('online', restore);
  form.addEventListener('submit', function () {
    Object.keys(timers).forEach(function (key) { clearTimeout(timers[key]); });
  });
  // The page that comes after everything was saved is the one that may forget.
  if (/[?&](saved|both)=/.test(location.search)) {
    try {
      localStorage.removeItem(draftsAt);
    } catch (_) { /* nothing is kept then */ }
  }
  restore();
})();
